/// Whole numbers as decimal text, two digits at a time.
///
/// Unsafe: writers need twenty bytes of room (twenty-one with a sign).
enum DigitText {
  /// The numbers 00 to 99. A static text has a fixed address and is never initialised.
  private static let pairs: StaticString = """
    00010203040506070809101112131415161718192021222324252627282930313233343536373839\
    40414243444546474849505152535455565758596061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899
    """

  /// Writes a number and returns where it ends.
  @inline(__always)
  static func write(
    _ number: UInt64, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    if number < 100 {
      if number < 10 {
        output[0] = 0x30 | UInt8(truncatingIfNeeded: number)
        return output + 1
      }
      store(number, output)
      return output + 2
    }
    if number < 10_000 {
      let high = number / 100
      store(number &- high &* 100, output + (high < 10 ? 1 : 2))
      if high < 10 {
        output[0] = 0x30 | UInt8(truncatingIfNeeded: high)
        return output + 3
      }
      store(high, output)
      return output + 4
    }
    return writeLong(number, output)
  }

  @inline(never)
  private static func writeLong(
    _ number: UInt64, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let end = output + length(number)
    fill(number, upTo: end)
    return end
  }

  /// Writes a number with its sign and returns where it ends.
  @inline(__always)
  static func write(
    _ number: Int64, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    output[0] = 0x2D
    return write(number.magnitude, output + (number < 0 ? 1 : 0))
  }

  /// Writes the lowest digits of a number, with zeros in front.
  @inline(__always)
  static func write(
    _ number: UInt64, digits: Int, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var rest = number
    var index = digits
    while index >= 2 {
      store(rest % 100, output + index - 2)
      rest /= 100
      index &-= 2
    }
    if index == 1 { output[0] = 0x30 | UInt8(truncatingIfNeeded: rest % 10) }
    return output + digits
  }

  /// How many digits a number has.
  @inline(__always)
  static func length(_ number: UInt64) -> Int {
    var rest = number
    var length = 1
    while rest >= 10_000 {
      rest /= 10_000
      length &+= 4
    }
    if rest >= 1000 { return length &+ 3 }
    if rest >= 100 { return length &+ 2 }
    return rest >= 10 ? length &+ 1 : length
  }

  /// Writes the digits of a number backwards from where they end.
  @inline(__always)
  private static func fill(_ number: UInt64, upTo end: UnsafeMutablePointer<UInt8>) {
    var rest = number
    var output = end
    while rest >= 100 {
      let quotient = rest / 100
      output -= 2
      store(rest &- quotient &* 100, output)
      rest = quotient
    }
    if rest >= 10 {
      store(rest, output - 2)
    } else {
      output[-1] = 0x30 | UInt8(truncatingIfNeeded: rest)
    }
  }

  @inline(__always)
  private static func store(_ pair: UInt64, _ output: UnsafeMutablePointer<UInt8>) {
    let source = UnsafeRawPointer(pairs.utf8Start)
    let digits = source.loadUnaligned(fromByteOffset: Int(pair) &* 2, as: UInt16.self)
    UnsafeMutableRawPointer(output).storeBytes(of: digits, as: UInt16.self)
  }
}
