import Bytes

extension JSONWriter {
  /// Appends a whole number.
  public static func append(_ number: Int, to output: inout [UInt8]) {
    if number < 0 { output.append(0x2D) }
    NumberText.append(UInt64(number.magnitude), to: &output)
  }

  /// Appends a floating-point number as Go's `encoding/json` writes it (REN-1): the fewest digits
  /// that read back as the same number, with an exponent only below 1e-6 and from 1e21 on. Infinity
  /// and NaN, which JSON cannot say, become `null`.
  public static func append(_ number: Double, to output: inout [UInt8]) {
    guard number.isFinite else { return output.append("null") }
    if number.sign == .minus { output.append(0x2D) }
    let magnitude = number.magnitude
    guard magnitude > 0 else { return output.append(ASCII.zero) }
    let decimal = Decimal(magnitude)
    if magnitude < 1e-6 || magnitude >= 1e21 {
      decimal.appendScientific(to: &output)
    } else {
      decimal.appendPlain(to: &output)
    }
  }

  /// A positive number as 0.d₁d₂d₃… × 10^point, with the fewest digits.
  private struct Decimal {
    /// The digits, as characters; neither the first nor the last is zero.
    private(set) var digits: [UInt8] = []
    private(set) var point = 0

    /// Takes the shortest digits from the standard library's text: `12.5`, `1e-07`, `1.5e+300`.
    init(_ magnitude: Double) {
      var exponent = 0
      var pointAt: Int?
      let text = Array(magnitude.description.utf8)
      for (index, byte) in text.enumerated() {
        if ASCII.isDigit(byte) {
          digits.append(byte)
        } else if byte == ASCII.dot {
          pointAt = digits.count
        } else {
          exponent = Self.exponent(text[(index + 1)...])
          break
        }
      }
      point = (pointAt ?? digits.count) + exponent
      let zeros = digits.prefix { $0 == ASCII.zero }.count
      digits.removeFirst(zeros)
      point -= zeros
      while digits.last == ASCII.zero { digits.removeLast() }
    }

    private static func exponent(_ text: ArraySlice<UInt8>) -> Int {
      let isNegative = text.first == 0x2D
      var value = 0
      for byte in text where ASCII.isDigit(byte) { value = value * 10 + Int(byte - ASCII.zero) }
      return isNegative ? -value : value
    }

    /// `1234`, `12.5`, `0.00001`.
    func appendPlain(to output: inout [UInt8]) {
      if point <= 0 {
        output.append("0.")
        output.append(contentsOf: repeatElement(ASCII.zero, count: -point))
        output.append(contentsOf: digits)
      } else {
        let whole = min(point, digits.count)
        output.append(contentsOf: digits[..<whole])
        output.append(contentsOf: repeatElement(ASCII.zero, count: point - whole))
        if whole < digits.count {
          output.append(ASCII.dot)
          output.append(contentsOf: digits[whole...])
        }
      }
    }

    /// `1e+21`, `1.5e-7`.
    func appendScientific(to output: inout [UInt8]) {
      output.append(contentsOf: digits.prefix(1))
      if digits.count > 1 {
        output.append(ASCII.dot)
        output.append(contentsOf: digits[1...])
      }
      output.append(point > 0 ? "e+" : "e-")
      NumberText.append(UInt64((point - 1).magnitude), to: &output)
    }
  }
}
