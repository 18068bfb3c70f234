import Bytes

/// Base-128 numbers, lowest group first.
///
/// Unsafe: readers look at no byte at or behind `end`; writers need ten bytes of room.
enum Varint {
  /// A number of more than one byte: its value and length, which is 0 if the bytes end inside of it
  /// and -1 if it does not end within ten.
  @inline(never)
  static func readLong(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> (value: UInt64, length: Int) {
    if end - start >= 8 {
      let word = ByteLanes.load(start, at: 0)
      let stops = ~word & ByteLanes.tops
      if stops != 0 {
        let length = (stops.trailingZeroBitCount &+ 1) &>> 3
        return (joined(word & (stops ^ (stops &- 1))), length)
      }
    }
    var value: UInt64 = 0
    var length = 0
    while length < 10 {
      guard start + length < end else { return (0, 0) }
      let byte = start[length]
      value |= UInt64(byte & 0x7F) << UInt64(7 &* length)
      length &+= 1
      if byte < 0x80 { return (value, length) }
    }
    return (0, -1)
  }

  /// The low seven bits of each byte, next to each other.
  @inline(__always)
  private static func joined(_ word: UInt64) -> UInt64 {
    let pairs =
      word & 0x007F_007F_007F_007F | (word & 0x7F00_7F00_7F00_7F00) >> 1
    let fours = pairs & 0x0000_3FFF_0000_3FFF | (pairs & 0x3FFF_0000_3FFF_0000) >> 2
    return fours & 0x0FFF_FFFF | (fours & 0x0FFF_FFFF_0000_0000) >> 4
  }

  /// A number: its value and length, as above.
  @inline(__always)
  static func read(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> (value: UInt64, length: Int) {
    if start < end, start[0] < 0x80 { return (UInt64(start[0]), 1) }
    if end - start >= 2, start[1] < 0x80 {
      return (UInt64(start[0] & 0x7F) | UInt64(start[1]) << 7, 2)
    }
    return readLong(start, end)
  }

  /// Writes a number and returns where it ends.
  @inline(__always)
  static func write(
    _ value: UInt64, _ output: UnsafeMutablePointer<UInt8>
  )
    -> UnsafeMutablePointer<UInt8>
  {
    var output = output
    var rest = value
    while rest >= 0x80 {
      output[0] = UInt8(truncatingIfNeeded: rest) | 0x80
      rest >>= 7
      output += 1
    }
    output[0] = UInt8(truncatingIfNeeded: rest)
    return output + 1
  }

  /// How many bytes a number takes.
  @inline(__always)
  static func length(_ value: UInt64) -> Int {
    (70 &- (value | 1).leadingZeroBitCount) / 7
  }

  /// Appends a number.
  static func append(_ value: UInt64, to output: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      output.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    output.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Signed to unsigned, small magnitudes first.
  @inline(__always)
  static func zigzag(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: (value << 1) ^ (value >> 63))
  }

  /// The opposite of `zigzag`.
  @inline(__always)
  static func signed(_ value: UInt64) -> Int64 {
    Int64(bitPattern: (value >> 1) ^ (0 &- (value & 1)))
  }
}
