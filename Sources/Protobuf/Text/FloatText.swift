import Bytes
import Document

/// Floating-point numbers as JSON: the fewest digits that read back as the same number; NaN and the
/// infinities as ProtoJSON's strings.
///
/// Unsafe: writers need forty bytes of room.
enum FloatText {
  /// What a number became.
  struct Written {
    var end: UnsafeMutablePointer<UInt8>
    var isString = false
  }

  /// Writes a number and says where it ends.
  @inline(__always)
  static func write(_ number: Double, _ output: UnsafeMutablePointer<UInt8>) -> Written {
    output[0] = 0x2D
    let start = output + (number.sign == .minus ? 1 : 0)
    let magnitude = number.magnitude
    guard magnitude < 1e15 else { return writeAny(number, output) }
    // A decimal of up to fifteen digits is that of one double only, so one that is exact is the
    // shortest but for zeros. Both operands of the division are exact, hence its rounding is the
    // reader's. Most numbers have two places at most.
    let digits = Int64(magnitude * 100 + 0.5)
    if digits < 1_000_000_000_000_000, Double(digits) / 100 == magnitude {
      return Written(end: write(hundredths: UInt64(bitPattern: digits), start))
    }
    return writeLong(number, start, output)
  }

  /// Writes digits of which two are behind the point.
  @inline(__always)
  private static func write(
    hundredths: UInt64, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let whole = hundredths / 100
    let end = DigitText.write(whole, output)
    let fraction = hundredths &- whole &* 100
    if fraction == 0 { return end }
    end[0] = 0x2E
    _ = DigitText.write(fraction, digits: 2, end + 1)
    return end + (end[2] == 0x30 ? 2 : 3)
  }

  /// Numbers with more than two places.
  @inline(never)
  private static func writeLong(
    _ number: Double, _ start: UnsafeMutablePointer<UInt8>,
    _ output: UnsafeMutablePointer<UInt8>
  ) -> Written {
    let magnitude = number.magnitude
    var scale = 1.0
    var places = 0
    while places < 12 {
      let scaled = magnitude * scale
      guard scaled < 1e15 else { break }
      let digits = Int64(scaled + 0.5)
      if Double(digits) / scale == magnitude {
        return Written(end: write(UInt64(bitPattern: digits), places: places, start))
      }
      scale *= 10
      places &+= 1
    }
    return writeAny(number, output)
  }

  /// Writes a number and says where it ends.
  @inline(never)
  static func write(_ number: Float, _ output: UnsafeMutablePointer<UInt8>) -> Written {
    output[0] = 0x2D
    let start = output + (number.sign == .minus ? 1 : 0)
    let magnitude = number.magnitude
    guard magnitude < 1e6 else { return writeAny(number, output) }
    // As above: six digits are always exact in a Float.
    var scale: Float = 1
    var places = 0
    while places < 8 {
      let scaled = magnitude * scale
      guard scaled < 1e6 else { break }
      let digits = Int64(scaled + 0.5)
      if Float(digits) / scale == magnitude {
        return Written(end: write(UInt64(bitPattern: digits), places: places, start))
      }
      scale *= 10
      places &+= 1
    }
    return writeAny(number, output)
  }

  /// Writes digits with the point before the last ones.
  @inline(__always)
  private static func write(
    _ digits: UInt64, places: Int, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    guard places > 0 else { return DigitText.write(digits, output) }
    var power: UInt64 = 10
    for _ in 1..<places { power &*= 10 }
    let whole = digits / power
    let end = DigitText.write(whole, output)
    end[0] = 0x2E
    return DigitText.write(digits &- whole &* power, digits: places, end + 1)
  }

  /// Very large and very small numbers, those with many digits, and what is no number.
  @inline(never)
  private static func writeAny(
    _ number: Double, _ output: UnsafeMutablePointer<UInt8>
  ) -> Written {
    guard number.isFinite else {
      return special(isNaN: number.isNaN, isNegative: number < 0, output)
    }
    var text: [UInt8] = []
    JSONWriter.append(number, to: &text)
    return copy(text, output)
  }

  @inline(never)
  private static func writeAny(
    _ number: Float, _ output: UnsafeMutablePointer<UInt8>
  ) -> Written {
    guard number.isFinite else {
      return special(isNaN: number.isNaN, isNegative: number < 0, output)
    }
    // The shortest digits of a Float name a Double too, whose own shortest digits they are.
    guard let double = Double(number.description) else { return copy([ASCII.zero], output) }
    var text: [UInt8] = []
    JSONWriter.append(double, to: &text)
    return copy(text, output)
  }

  private static func special(
    isNaN: Bool, isNegative: Bool, _ output: UnsafeMutablePointer<UInt8>
  ) -> Written {
    let text: StaticString =
      isNaN ? #""NaN""# : isNegative ? #""-Infinity""# : #""Infinity""#
    output.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    return Written(end: output + text.utf8CodeUnitCount, isString: true)
  }

  private static func copy(_ text: [UInt8], _ output: UnsafeMutablePointer<UInt8>) -> Written {
    for index in text.indices { output[index] = text[index] }
    return Written(end: output + text.count)
  }
}
