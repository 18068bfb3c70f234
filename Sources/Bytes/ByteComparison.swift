/// Equality of two runs of bytes, a word at a time: names of fields are compared for every message.
enum ByteComparison {
  /// Whether `count` bytes behind both pointers are equal; both must be readable that far.
  static func equal(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, count: Int) -> Bool {
    if count >= 8 { return equalWords(left, right, count: count) }
    if count >= 4 {
      let head = left.loadUnaligned(as: UInt32.self) ^ right.loadUnaligned(as: UInt32.self)
      let tail =
        left.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
        ^ right.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      return head | tail == 0
    }
    var difference: UInt8 = 0
    for index in 0..<count {
      difference |=
        left.load(fromByteOffset: index, as: UInt8.self)
        ^ right.load(fromByteOffset: index, as: UInt8.self)
    }
    return difference == 0
  }

  /// The last word overlaps the one before it, so that there is no tail to walk.
  static func equalWords(
    _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, count: Int
  ) -> Bool {
    var index = 0
    while index < count - 8 {
      if left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        != right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      {
        return false
      }
      index += 8
    }
    return left.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      == right.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
  }
}
