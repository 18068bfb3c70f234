import Bytes

/// A host and perhaps a port, as in `Host` and in the absolute and authority forms of a target
/// (RFC 3986 §3.2, RFC 9110 §7.2). User information is refused (RFC 9110 §4.2.4).
public struct Authority: Sendable, Hashable {
  /// The text as received.
  public let bytes: [UInt8]
  /// Where the host lies in `bytes`, brackets included; empty if the authority is empty.
  public let host: Range<Int>
  /// The port, or nil if there is none or no digits follow the colon.
  public let port: UInt16?

  /// Validates an authority; nil if it is malformed. An empty one is valid in `Host`.
  public init?(_ text: Span<UInt8>) {
    guard let end = Authority.hostEnd(text) else { return nil }
    guard let port = Authority.port(text, from: end) else { return nil }
    self.bytes = text.array()
    self.host = 0..<end
    self.port = port
  }

  /// Whether a text is an authority: what `init` checks, without a copy.
  public static func isValid(_ text: Span<UInt8>) -> Bool {
    guard let end = hostEnd(text) else { return false }
    return port(text, from: end) != nil
  }

  /// Where the host ends; nil if it is malformed.
  private static func hostEnd(_ text: Span<UInt8>) -> Int? {
    if text.count > 0, text[0] == 0x5B { return IPv6Literal.end(text) }
    var index = 0
    while index < text.count, text[index] != ASCII.colon {
      guard isRegisteredName(text[index], at: index, of: text) else { return nil }
      index += 1
    }
    return index == 0 && text.count > 0 ? nil : index
  }

  /// `unreserved`, `sub-delims`, or the start or a digit of a percent-encoded byte.
  private static func isRegisteredName(
    _ byte: UInt8, at index: Int, of text: Span<UInt8>
  ) -> Bool {
    if byte == ASCII.percent {
      return index + 2 < text.count && ASCII.hexadecimalValue(text[index + 1]) != nil
        && ASCII.hexadecimalValue(text[index + 2]) != nil
    }
    return ASCII.isRegisteredName(byte)
  }

  /// The port behind the host: `.some(nil)` for none, nil for a malformed one.
  private static func port(_ text: Span<UInt8>, from end: Int) -> UInt16?? {
    if end == text.count { return .some(nil) }
    guard text[end] == ASCII.colon else { return nil }
    if end + 1 == text.count { return .some(nil) }
    guard let number = NumberText.decimal(text.extracting(end + 1..<text.count)) else { return nil }
    return UInt16(exactly: number).map { .some($0) }
  }
}
