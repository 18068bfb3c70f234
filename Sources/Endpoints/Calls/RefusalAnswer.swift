import Bytes
import Document
public import Messages

/// What a client hears of a request that is refused where the client speaks a protocol with errors
/// of its own: an object with a list of them (GraphQL, §7.1).
public struct RefusalAnswer: Sendable, Equatable {
  /// The status of the answer.
  public var status: Status
  /// The type of the answer, which the client understands.
  public var contentType: [UInt8]
  /// The list of errors, as JSON.
  public var errors: [UInt8]
  /// Why, for the log.
  public var reason: String

  /// Puts an answer together.
  public init(status: Status, contentType: [UInt8], errors: [UInt8], reason: String) {
    self.status = status
    self.contentType = contentType
    self.errors = errors
    self.reason = reason
  }

  /// The same as part of a failure.
  var failureAnswer: FailureAnswer {
    let content = [UInt8]("{\"errors\":") + errors + [0x7D]
    var answer = FailureAnswer(status: status, content: content, contentType: contentType)
    answer.document = try? Document.scan(errors, .strict)
    answer.documentName = "errors"
    return answer
  }
}
