extension Span where Element == UInt8 {
  /// Whether the bytes are exactly this text.
  public func equals(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { other in
      withUnsafeBufferPointer { ByteComparison.equal($0, other) }
    }
  }

  /// Whether the bytes are exactly these.
  public func equals(_ other: Span<UInt8>) -> Bool {
    other.withUnsafeBufferPointer { other in
      withUnsafeBufferPointer { ByteComparison.equal($0, other) }
    }
  }

  /// Whether the bytes are this text but for the case of ASCII letters; the text is in lower case.
  public func equalsIgnoringCase(lower text: StaticString) -> Bool {
    text.withUTF8Buffer { other in
      guard count == other.count else { return false }
      for index in 0..<count where ASCII.lowercased(self[index]) != other[index] { return false }
      return true
    }
  }

  /// The first position of a byte at or after `start`, or nil.
  public func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    withUnsafeBytes { buffer in
      // Checked once, here; the loop below stays inside.
      guard let base = buffer.baseAddress, start >= 0, start < buffer.count else { return nil }
      let pattern = 0x0101_0101_0101_0101 &* UInt64(byte)
      var index = start
      while index + 8 <= buffer.count {
        let word = UInt64(
          littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let flags = ASCII.zeroFlags(word ^ pattern)
        if flags != 0 { return index + flags.trailingZeroBitCount >> 3 }
        index += 8
      }
      while index < buffer.count {
        if base.load(fromByteOffset: index, as: UInt8.self) == byte { return index }
        index += 1
      }
      return nil
    }
  }

  /// The first control character other than HTAB (0x00–0x1F, 0x7F) in `range`, or its end: what
  /// ends or spoils a line of a message (RFC 9110 §5.5).
  public func firstControl(in range: Range<Int>) -> Int {
    withUnsafeBytes { buffer in
      // Checked once, here; the loop below stays inside.
      guard let base = buffer.baseAddress, range.lowerBound >= 0, range.upperBound <= buffer.count
      else { return range.upperBound }
      var index = range.lowerBound
      while index + 8 <= range.upperBound {
        let word = UInt64(
          littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let flags = ASCII.controlFlags(word)
        if flags == 0 {
          index += 8
          continue
        }
        index += flags.trailingZeroBitCount >> 3
        if base.load(fromByteOffset: index, as: UInt8.self) != ASCII.tab { return index }
        index += 1
      }
      while index < range.upperBound {
        let byte = base.load(fromByteOffset: index, as: UInt8.self)
        if byte < ASCII.space && byte != ASCII.tab || byte == ASCII.delete { return index }
        index += 1
      }
      return index
    }
  }

  /// A copy of the bytes.
  @inlinable public func array() -> [UInt8] {
    withUnsafeBufferPointer { Array($0) }
  }
}

extension ASCII {
  /// The top bit of each byte of a word that is below 0x20 or 0x7F. Only the lowest flag is exact:
  /// a borrow can raise false ones above it.
  @inline(__always)
  static func controlFlags(_ word: UInt64) -> UInt64 {
    let low = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
    return low | zeroFlags(word ^ 0x7F7F_7F7F_7F7F_7F7F)
  }

  /// The top bit of each byte of a word that is zero; only the lowest flag is exact.
  @inline(__always)
  static func zeroFlags(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}

extension ByteComparison {
  /// Whether two buffers hold the same bytes.
  static func equal(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard left.count == right.count else { return false }
    guard let first = left.baseAddress, let second = right.baseAddress else { return true }
    return equal(UnsafeRawPointer(first), UnsafeRawPointer(second), count: left.count)
  }
}
