import Bytes
import Document
import Messages

/// One operation that a client asks for, as far as it is judged (GraphQL over HTTP, §5.1).
///
/// The server must not be able to read something else: a parameter that is there twice, or whose
/// name only resembles the right one, is refused, since servers differ in what they make of it.
struct OperationRequest: Equatable {
  /// The document; nil where only its hash was sent.
  private(set) var document: [UInt8]?
  /// The operation that is meant; nil for the only one.
  private(set) var operationName: String?
  /// The hash of a persisted query, as it was sent.
  private(set) var hash: [UInt8]?

  /// The parameters that there are.
  static let names = ["query", "operationName", "variables", "extensions"].map { Array($0.utf8) }

  /// Reads a member of a batch, or all of the content.
  init(_ object: Int, of json: Document) throws(ProxyRefusal) {
    guard json.kind(of: object) == .object else {
      throw .request("a GraphQL request is a JSON object")
    }
    var seen: [[UInt8]] = []
    for member in json.members(of: object) {
      let name = json.string(at: member.name)
      guard OperationRequest.names.contains(name) else {
        throw .request("\(OperationRequest.shown(name)) is no parameter of a GraphQL request")
      }
      if seen.contains(name) { throw OperationRequest.repeated(name) }
      seen.append(name)
      switch name {
      case OperationRequest.names[0]: document = try json.text(at: member.value, name)
      case OperationRequest.names[1]:
        operationName = try json.text(at: member.value, name).map {
          String(decoding: $0, as: UTF8.self)
        }
      case OperationRequest.names[3]: try read(extensions: member.value, of: json)
      default: continue
      }
    }
    try complete()
  }

  /// Reads the query of a URL.
  init(_ pairs: [(name: [UInt8], value: [UInt8])]) throws(ProxyRefusal) {
    var seen: [[UInt8]] = []
    for (name, value) in pairs where OperationRequest.resembles(name) {
      guard OperationRequest.names.contains(name) else {
        throw .request("\(OperationRequest.shown(name)) is no parameter of a GraphQL request")
      }
      if seen.contains(name) { throw OperationRequest.repeated(name) }
      seen.append(name)
      switch name {
      case OperationRequest.names[0]: document = value
      case OperationRequest.names[1]: operationName = String(decoding: value, as: UTF8.self)
      case OperationRequest.names[3] where !value.isEmpty: try read(extensions: value)
      default: continue
      }
    }
    try complete()
  }

  /// Whether a server that ignores case, or reads lists, blanks and the like out of names, might
  /// take a name for a parameter's.
  static func resembles(_ name: [UInt8]) -> Bool {
    var text = name.drop { $0 <= ASCII.space }
    if let end = text.firstIndex(where: { $0 == 0x5B || $0 == 0 || $0 == ASCII.dot }) {
      text = text[..<end]
    }
    while let last = text.last, last <= ASCII.space { text.removeLast() }
    let lowered = String(decoding: text, as: UTF8.self).lowercased()
    return names.contains { String(decoding: $0, as: UTF8.self).lowercased() == lowered }
  }

  private mutating func complete() throws(ProxyRefusal) {
    // Nothing is an empty document, and nobody's name is empty.
    if document?.isEmpty ?? false { document = nil }
    if operationName?.isEmpty ?? false { operationName = nil }
    if document == nil, hash == nil { throw .request("there is no document: 'query' is missing") }
  }

  private mutating func read(extensions text: [UInt8]) throws(ProxyRefusal) {
    let json: Document
    do throws(ScanError) {
      json = try Document.scan(text, .strict, limits: VariableValues.bodyLimits)
    } catch {
      throw .request("'extensions' is no JSON: \(error)")
    }
    try read(extensions: json.root, of: json)
  }

  private mutating func read(extensions node: Int, of json: Document) throws(ProxyRefusal) {
    guard let persisted = try json.member("persistedQuery", of: node, in: "extensions") else {
      return
    }
    let found = try json.member("sha256Hash", of: persisted, in: "persistedQuery")
    guard let found, json.kind(of: found) == .string else {
      throw .request("'persistedQuery' needs 'sha256Hash', a string")
    }
    hash = json.string(at: found)
  }

  private static func repeated(_ name: [UInt8]) -> ProxyRefusal {
    .request("\(shown(name)) is there twice")
  }

  private static func shown(_ name: [UInt8]) -> String {
    let text = String(decoding: name.prefix(60), as: UTF8.self)
    return "'\(text)\(name.count > 60 ? "…" : "")'"
  }
}

extension Document {
  /// The value of a member; nil where it is not there, or null.
  fileprivate func member(
    _ name: StaticString, of object: Int, in title: String
  ) throws(ProxyRefusal) -> Int? {
    switch kind(of: object) {
    case .null: return nil
    case .object: break
    default: throw .request("'\(title)' must be an object")
    }
    var found: Int?
    for member in members(of: object) where isString(member.name, [UInt8](name)) {
      if found != nil { throw .request("'\(name)' is there twice") }
      found = member.value
    }
    return found.flatMap { kind(of: $0) == .null ? nil : $0 }
  }

  /// The text of a parameter; nil for null.
  fileprivate func text(
    at node: Int, _ name: [UInt8]
  ) throws(ProxyRefusal) -> [UInt8]? {
    switch kind(of: node) {
    case .string: return string(at: node)
    case .null: return nil
    default:
      throw .request("'\(String(decoding: name, as: UTF8.self))' must be a string")
    }
  }
}
