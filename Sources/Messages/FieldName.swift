import Bytes

/// A field name that is a token (RFC 9110 §5.1), kept in canonical form: `x-request-id` becomes
/// `X-Request-Id` (HDR-2). Once you hold one it cannot break a message.
public struct FieldName: Sendable, Hashable {
  /// The name in canonical form.
  public let bytes: [UInt8]
  /// Which of the names that the gateway itself reads it is.
  public let known: KnownField

  /// Validates a name; nil if it is empty or no token.
  public init?(_ name: Span<UInt8>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.count)
    guard FieldName.appendCanonical(name, to: &bytes) else { return nil }
    self.bytes = bytes
    self.known = KnownField(canonical: bytes.span)
  }

  /// Validates a name written as text.
  public init?(_ name: String) {
    let bytes = Array(name.utf8)
    self.init(bytes.span)
  }

  /// Appends a name in canonical form; false (with rubbish appended) if it is no token.
  static func appendCanonical(_ name: Span<UInt8>, to bytes: inout [UInt8]) -> Bool {
    guard name.count > 0 else { return false }
    var startsWord = true
    for index in 0..<name.count {
      let byte = name[index]
      guard ASCII.isToken(byte) else { return false }
      bytes.append(startsWord ? ASCII.uppercased(byte) : ASCII.lowercased(byte))
      startsWord = byte == 0x2D
    }
    return true
  }
}
