import Bytes
import Document
public import Endpoints
public import HTTPBackend

/// Reads answers to a query that was sent by its hash: a server that does not know it is asked
/// again, which nobody else hears of.
public struct PersistedQueryReader: AnswerReader {
  /// An answer without data is no larger, whatever a server in development adds to its errors.
  private static let refusalLimit = 64 << 10

  private let query: PersistedQuery
  private let reader: GraphQLAnswerReader?

  /// Reads what is left with another reader.
  public init(_ query: PersistedQuery, reader: GraphQLAnswerReader?) {
    self.query = query
    self.reader = reader
  }

  /// What the answer means otherwise.
  public func read(_ answer: ReceivedAnswer) throws(GatewayFailure) -> BackendAnswer? {
    try reader?.read(answer)
  }

  /// The call with the document, if the server asks for that.
  public func repetition(of call: BackendCall, after answer: ReceivedAnswer) -> BackendCall? {
    guard answer.content.count <= PersistedQueryReader.refusalLimit,
      PersistedQueryReader.mayRefuse(answer.content.span),
      let document = try? Document.scan(answer.content, .firstValue, limits: answer.limits),
      let refusal = PersistedQueryReader.refusal(document)
    else { return nil }
    if refusal == .notSupported { query.refuse() }
    return query.withDocument(call, keepingHash: refusal == .notFound)
  }

  private enum Refusal { case notFound, notSupported }

  /// Whether it is worth a closer look: most answers are not.
  private static func mayRefuse(_ content: Span<UInt8>) -> Bool {
    let word: StaticString = "persistedquery"
    var index = 0
    let length = word.utf8CodeUnitCount
    while index + length <= content.count {
      // `PersistedQuery…` or `PERSISTED_QUERY…`
      if content[index] == 0x50 {
        let rest = content.extracting(index..<index + length)
        if rest.equalsIgnoringCase(lower: word) { return true }
        if rest.equalsIgnoringCase(lower: "persisted_quer") { return true }
      }
      index += 1
    }
    return false
  }

  private static func refusal(_ document: Document) -> Refusal? {
    guard document.kind(of: document.root) == .object,
      let errors = document.value(of: name("errors"), in: document.root),
      document.kind(of: errors) == .array
    else { return nil }
    if let data = document.value(of: name("data"), in: document.root),
      document.kind(of: data) != .null
    {
      return nil
    }
    for error in document.elements(of: errors) where document.kind(of: error) == .object {
      let code = document.value(at: [name("extensions"), name("code")], from: error)
      for node in [document.value(of: name("message"), in: error), code] {
        guard let node, document.kind(of: node) == .string else { continue }
        if let refusal = refusal(of: document.string(at: node)) { return refusal }
      }
    }
    return nil
  }

  private static func refusal(of text: [UInt8]) -> Refusal? {
    switch text {
    case name("PersistedQueryNotFound"), name("PERSISTED_QUERY_NOT_FOUND"): .notFound
    case name("PersistedQueryNotSupported"), name("PERSISTED_QUERY_NOT_SUPPORTED"): .notSupported
    default: nil
    }
  }

  private static func name(_ text: String) -> [UInt8] { Array(text.utf8) }
}
