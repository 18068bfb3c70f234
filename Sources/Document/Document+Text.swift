import Bytes

// Documents as text, for code that is not on the path of every request.
extension Document {
  /// Reads a JSON text, strictly (RFC 8259).
  public init(json text: String) throws(ScanError) {
    self = try Document.scan(Array(text.utf8), .strict)
  }

  /// The text at the end of a path of member names: of a string what it means, of a number or a
  /// truth value how it is written. Nil if there is nothing, null, an object or an array.
  public func text(_ path: String...) -> String? {
    guard let node = value(at: path.map { Array($0.utf8) }) else { return nil }
    switch kind(of: node) {
    case .string: return String(decoding: string(at: node), as: UTF8.self)
    case .number, .true, .false: return String(decoding: slice(of: node), as: UTF8.self)
    case .null, .object, .array: return nil
    }
  }

  /// The whole as JSON.
  public var json: String { String(decoding: text, as: UTF8.self) }
}

extension DocumentBuilder {
  /// Appends a member name.
  public mutating func append(name: String) {
    let bytes = Array(name.utf8)
    append(name: bytes.span)
  }

  /// Appends a string.
  public mutating func append(string: String) {
    let bytes = Array(string.utf8)
    append(string: bytes.span)
  }

  /// Appends a whole number.
  public mutating func append(number: Int) {
    let bytes = Array(String(number).utf8)
    append(number: bytes.span)
  }
}
