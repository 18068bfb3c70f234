import Bytes

/// The target of a request that the gateway sends: a path that begins with `/`, and perhaps a query
/// (RFC 9112 §3.2.1). Only visible ASCII without `#` and `\` can be inside, so it cannot end the
/// request line early or be read as a fragment.
public struct OriginFormTarget: Sendable, Hashable {
  /// The target as it stands on the wire.
  public let bytes: [UInt8]

  /// Validates a target; nil if it does not begin with `/` or holds a byte that must be encoded.
  public init?(_ bytes: [UInt8]) {
    let span = bytes.span
    guard span.count > 0, span[0] == ASCII.slash else { return nil }
    for index in 0..<span.count where !ASCII.isTarget(span[index]) || span[index] >= 0x80 {
      return nil
    }
    self.bytes = bytes
  }
}
