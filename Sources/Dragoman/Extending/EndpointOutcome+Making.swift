public import Document
public import Endpoints
public import Messages
import Shaping

// What endpoint middleware makes of nothing.
extension EndpointOutcome {
  /// A complete answer with these data, to be written in the encoding of the endpoint.
  public static func document(_ document: Document) -> EndpointOutcome {
    do {
      return .data(try ShapedTree(document), isComplete: true, [])
    } catch {
      return .failure([GatewayFailure(.tooLarge, .gateway, detail: "\(error)")])
    }
  }

  /// An answer with a status of one's own. The text stands in the log, and in the answer where
  /// `return_error_msg` lets clients see the texts of errors.
  public static func refusal(_ status: Status, _ text: String) -> EndpointOutcome {
    let answer = FailureAnswer(
      status: status, content: Array(text.utf8),
      contentType: Array("text/plain; charset=utf-8".utf8))
    return .failure([GatewayFailure(.status(status), .client, detail: text, answer: answer)])
  }
}
