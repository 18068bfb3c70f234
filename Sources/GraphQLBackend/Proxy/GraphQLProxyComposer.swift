import Bytes
import Document
public import Endpoints
import Messages

/// Lets the requests of GraphQL clients pass as they are, once their operations are found to be
/// allowed; the only composer that composes nothing.
public final class GraphQLProxyComposer: MessageComposer {
  private let gate: OperationGate

  /// Makes a composer.
  public init(_ rules: OperationRules) { gate = OperationGate(rules) }

  /// The content is what is judged.
  public var usesContent: Bool { true }

  /// The query goes on to the server.
  public var takesQuery: Bool { false }

  /// The parameters of a request by GET.
  public static let parameters = ["query", "operationName", "variables", "extensions"]

  /// Leaves the call as it is, or refuses it.
  public func compose(_ inputs: CallInputs, into call: inout BackendCall) throws(CallRefusal) {
    do throws(ProxyRefusal) {
      if call.method == .get { try judge(inputs, call) } else { try judge(contentOf: call, inputs) }
    } catch {
      throw .answered(error.answer(to: call.clientFields))
    }
  }

  /// Some servers would read content, too, and prefer it.
  private func judge(_ inputs: CallInputs, _ call: BackendCall) throws(ProxyRefusal) {
    guard call.content.length == 0 else {
      throw .request("a GraphQL request by GET has no content")
    }
    try gate.judge(
      OperationRequest(inputs.pairs.map { (inputs.bytes($0.name), inputs.bytes($0.value)) }))
  }

  /// Some servers would read the query of the URL, too, and prefer it.
  private func judge(
    contentOf call: BackendCall, _ inputs: CallInputs
  ) throws(ProxyRefusal) {
    for pair in inputs.pairs where OperationRequest.resembles(inputs.bytes(pair.name)) {
      throw .request("a GraphQL request by POST has its parameters in the content, not in the URL")
    }
    try GraphQLProxyComposer.check(call.fields)
    guard case .bytes(let content) = call.content, !content.isEmpty else {
      throw .request("there is no content")
    }
    try gate.judge(content: content)
  }

  /// The content must be JSON in UTF-8 for everybody: what a server would decode in another way is
  /// not what was judged.
  private static func check(_ fields: HeaderFields) throws(ProxyRefusal) {
    var types = 0
    for index in 0..<fields.count {
      let value = fields.storage.span.extracting(fields.valueRange(at: index))
      switch fields.entries[index].known {
      case .contentType:
        types += 1
        guard isJSON(value) else {
          throw .request("the content must be of the type application/json, in UTF-8")
        }
      case .contentEncoding where !value.equalsIgnoringCase(lower: "identity"):
        throw .request("the content must not be compressed")
      default: continue
      }
    }
    guard types == 1 else {
      throw .request("the content needs one type: application/json")
    }
  }

  private static func isJSON(_ value: Span<UInt8>) -> Bool {
    let text = String(decoding: value.array(), as: UTF8.self).lowercased()
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { part in
      part.filter { $0 != " " && $0 != "\t" }
    }
    guard parts[0] == "application/json" || parts[0] == "application/graphql+json" else {
      return false
    }
    return parts.dropFirst().allSatisfy {
      ["", "charset=utf-8", "charset=\"utf-8\""].contains($0)
    }
  }
}

extension CallInputs {
  fileprivate func bytes(_ range: Range<Int>) -> [UInt8] { Array(texts[range]) }
}
