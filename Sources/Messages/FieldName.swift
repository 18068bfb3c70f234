import Bytes

/// A field name that is a token (RFC 9110 §5.1), kept in canonical form: `x-request-id` becomes
/// `X-Request-Id` (HDR-2). Once you hold one it cannot break a message.
public struct FieldName: Sendable, Hashable {
  /// The name in canonical form.
  public let bytes: [UInt8]
  /// Which of the names that the gateway itself reads it is.
  public let known: KnownField

  /// Validates a name; nil if it is empty, no token or longer than 65 535 bytes.
  public init?(_ name: Span<UInt8>) {
    guard name.count > 0, name.count <= Int(UInt16.max) else { return nil }
    var bytes = name.array()
    var span = bytes.mutableSpan
    guard FieldName.canonicalise(&span, from: 0) == name.count else { return nil }
    self.bytes = bytes
    self.known = KnownField(canonical: bytes.span)
  }

  /// Validates a name written as text.
  public init?(_ name: String) {
    let bytes = Array(name.utf8)
    self.init(bytes.span)
  }

  /// A name that the compiler knows: it must be a token, which is the caller's to see to.
  public init(constant name: StaticString) {
    var bytes = [UInt8](name)
    var span = bytes.mutableSpan
    _ = FieldName.canonicalise(&span, from: 0)
    self.bytes = bytes
    known = KnownField(canonical: bytes.span)
  }

  /// Brings the token that begins at `start` into canonical form; returns where it ends.
  static func canonicalise(_ bytes: inout MutableSpan<UInt8>, from start: Int) -> Int {
    var index = start
    var startsWord = true
    while index < bytes.count {
      let byte = bytes[index]
      guard ASCII.isToken(byte) else { break }
      bytes[index] = startsWord ? ASCII.uppercased(byte) : ASCII.lowercased(byte)
      startsWord = byte == 0x2D
      index += 1
    }
    return index
  }
}
