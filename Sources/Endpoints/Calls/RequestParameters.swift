/// The decoded values of an endpoint's placeholders, in the order of its path: ranges of a shared
/// buffer, so that none of them has to be copied.
public struct RequestParameters: Sendable {
  /// The buffer that the ranges point into.
  public let bytes: [UInt8]
  /// Where each value lies. All of them lie within `bytes`.
  public let ranges: [Range<Int>]

  /// No values.
  public static let none = RequestParameters([], [])

  /// Takes values; a range that does not lie within the buffer becomes an empty one.
  public init(_ bytes: [UInt8], _ ranges: [Range<Int>]) {
    let all = 0..<bytes.count
    self.bytes = bytes
    self.ranges =
      ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= bytes.count }
      ? ranges : ranges.map { $0.clamped(to: all) }
  }
}
