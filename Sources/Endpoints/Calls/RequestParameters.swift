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

  private init(valid bytes: [UInt8], _ ranges: [Range<Int>]) {
    self.bytes = bytes
    self.ranges = ranges
  }

  /// What stands for a value that there is not.
  private static let absent = Int.max..<Int.max

  /// Where the value with this number lies; nil if there is none.
  func range(_ number: Int) -> Range<Int>? {
    guard number < ranges.count, ranges[number].lowerBound != .max else { return nil }
    return ranges[number]
  }

  /// The same values with others from number `start` on, which is no lower than their count.
  func placing(_ values: [[UInt8]], from start: Int) -> RequestParameters {
    var missing: [[UInt8]?] = Array(repeating: nil, count: max(0, start - ranges.count))
    missing += values
    return appending(missing)
  }

  /// The same values and more behind them.
  public func appending(_ values: [[UInt8]?]) -> RequestParameters {
    var (bytes, ranges) = (bytes, ranges)
    for value in values {
      if let value {
        ranges.append(bytes.count..<bytes.count + value.count)
        bytes.append(contentsOf: value)
      } else {
        ranges.append(RequestParameters.absent)
      }
    }
    return RequestParameters(valid: bytes, ranges)
  }
}
