import Bytes

extension Document {
  /// `null`.
  public static let null = Document(
    text: [UInt8]("null"), tape: [Node(start: 0, end: 4, next: 1, kind: .null)])

  /// `{}`.
  public static let emptyObject = Document(
    text: [UInt8]("{}"), tape: [Node(start: 0, end: 2, next: 1, kind: .object)])

  /// The JSON string of any bytes (each byte that is no UTF-8 becomes U+FFFD).
  public static func string(_ bytes: Span<UInt8>) -> Document {
    var builder = DocumentBuilder(capacity: bytes.count)
    builder.append(string: bytes)
    return builder.finish()
  }

  /// An object with one member whose value is the JSON string of any bytes: what the `string`
  /// decoder makes, with the name `content` (DEC-4).
  public static func object(_ name: [UInt8], string bytes: Span<UInt8>) -> Document {
    var builder = DocumentBuilder(capacity: bytes.count + name.count)
    builder.beginObject()
    builder.append(name: name.span)
    builder.append(string: bytes)
    builder.end()
    return builder.finish()
  }
}
