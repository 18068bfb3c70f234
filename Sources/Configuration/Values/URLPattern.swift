import Bytes

/// A `url_pattern`: one slash in front, texts and placeholders in turn (URL-1 to URL-4).
public struct URLPattern: Sendable, Hashable {
  /// A piece of the pattern.
  public enum Piece: Sendable, Hashable {
    /// Text that goes out as it is.
    case literal(String)
    /// A parameter of the endpoint, by its name as written there.
    case parameter(String)
    /// A value of an earlier backend's answer: `{resp0_a.b}` is backend 0, path `a.b`.
    case response(backend: Int, path: String)
    /// A reference of Dragoman's own, such as `{resp0.body.id}`, without its braces.
    case reference(String)
    /// A claim of the validated token: `{JWT.sub}`.
    case claim(String)
  }

  /// The pattern as written, with the slash in front.
  public var text: String
  /// The pattern in pieces.
  public var pieces: [Piece]

  init(_ pattern: String) {
    let text = "/" + (pattern.hasPrefix("/") ? pattern.dropFirst() : pattern[...])
    let bytes = Array(text.utf8)
    self.text = text
    pieces = []
    var index = 0
    for placeholder in Placeholder.all(in: bytes, .anywhere) {
      append(bytes[index..<placeholder.range.lowerBound])
      pieces.append(URLPattern.piece(placeholder.name))
      index = placeholder.range.upperBound
    }
    append(bytes[index...])
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    if !bytes.isEmpty { pieces.append(.literal(String(decoding: bytes, as: UTF8.self))) }
  }

  private static func piece(_ name: String) -> Piece {
    if let reference = ResponseReference(name), !reference.path.isEmpty {
      return .response(backend: reference.backend, path: reference.path)
    }
    if ReferenceMark.begins(Array(name.utf8)[...]) { return .reference(name) }
    if name.hasPrefix("JWT."), name.count > 4 { return .claim(String(name.dropFirst(4))) }
    return .parameter(name)
  }

  /// The names of the endpoint's parameters that it uses, in order, each once.
  public var parameters: [String] {
    var names: [String] = []
    for case .parameter(let name) in pieces where !names.contains(name) { names.append(name) }
    return names
  }

  /// The values of earlier answers that it uses, in order.
  public var responses: [ResponseReference] {
    pieces.compactMap { piece in
      guard case .response(let backend, let path) = piece else { return nil }
      return ResponseReference(backend: backend, path: path)
    }
  }

  /// The name under which scripts and mappings know a parameter: first letter upper (URL-2).
  public static func parameterName(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }
}
