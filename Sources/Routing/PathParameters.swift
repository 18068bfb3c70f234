import Bytes

/// The decoded values of a route's placeholders, in the order of the path. They are ranges of a
/// buffer that is shared: the request's target itself where nothing had to be decoded.
public struct PathParameters: Sendable {
  /// The buffer that the ranges point into.
  public let bytes: [UInt8]
  /// Where each value lies in `bytes`.
  public let ranges: [Range<Int>]

  /// No placeholders.
  public static let none = PathParameters(bytes: [], ranges: [])

  init(bytes: [UInt8], ranges: [Range<Int>]) {
    self.bytes = bytes
    self.ranges = ranges
  }

  /// How many values there are.
  public var count: Int { ranges.count }

  /// A copy of value `index`, which must be below `count`.
  public subscript(index: Int) -> [UInt8] { Array(bytes[ranges[index]]) }

  /// URL-7: a value that would change when decoded again, or would end the path of a URL.
  var holdsEncoded: Bool {
    for range in ranges {
      for index in range {
        let byte = bytes[index]
        if byte == ASCII.percent || byte == ASCII.question || byte == 0x23 { return true }
      }
    }
    return false
  }
}
