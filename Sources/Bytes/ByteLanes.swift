/// Eight bytes looked at in one 64-bit word (SWAR): lane 0, the first byte in memory, is lowest.
///
/// The answers are masks with the top bit of each lane that matches. Only the *lowest* set lane is
/// exact: a borrow may set lanes above it, so callers use `firstLane` and nothing else.
public enum ByteLanes {
  /// The byte 0x01 in every lane.
  @inlinable public static var ones: UInt64 { 0x0101_0101_0101_0101 }
  /// The top bit of every lane.
  @inlinable public static var tops: UInt64 { 0x8080_8080_8080_8080 }

  /// Loads eight bytes in memory order; the caller has checked that they are there.
  @inlinable @inline(__always)
  public static func load(_ base: UnsafePointer<UInt8>, at offset: Int) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The lanes that a JSON string cannot hold as they are or that need a look: quote, backslash,
  /// control characters and bytes above 0x7F.
  @inlinable @inline(__always)
  public static func stringSpecials(_ word: UInt64) -> UInt64 {
    let quotes = word ^ (ones &* 0x22)
    let backslashes = word ^ (ones &* 0x5C)
    // The usual `& ~lane` is not needed: a lane with its top bit set is special anyway.
    let hits = (quotes &- ones) | (backslashes &- ones) | (word &- ones &* 0x20) | word
    return hits & tops
  }

  /// The lanes that hold `<`, `>` or `&`, or a byte above 0x7F.
  @inlinable @inline(__always)
  public static func htmlSpecials(_ word: UInt64) -> UInt64 {
    // `<` and `>` differ in one bit.
    let angles = (word | ones &* 0x02) ^ (ones &* 0x3E)
    let ampersands = word ^ (ones &* 0x26)
    return ((angles &- ones) | (ampersands &- ones) | word) & tops
  }

  /// The lanes above 0x7F.
  @inlinable @inline(__always)
  public static func nonASCII(_ word: UInt64) -> UInt64 { word & tops }

  /// The number of the lowest lane in a mask that is not zero.
  @inlinable @inline(__always)
  public static func firstLane(_ mask: UInt64) -> Int { mask.trailingZeroBitCount &>> 3 }
}
