/// Numbers as Go prints them.
enum GoNumber {
  /// `%v`: the shortest digits that say which number it is; an exponent from seven digits before
  /// the point on (`1e+06`), or from five zeros behind it.
  static func text(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf" }
    let parts = Digits(number)
    let exponent = parts.point - 1
    return exponent < -4 || exponent >= 6 ? parts.scientific(padded: true) : parts.plain
  }

  /// As Go's JSON encoder writes it.
  static func json(_ number: Double) -> String {
    let parts = Digits(number)
    let size = abs(number)
    return number != 0 && (size < 1e-6 || size >= 1e21)
      ? parts.scientific(padded: false) : parts.plain
  }

  /// The shortest digits of a number and where its decimal point stands.
  struct Digits {
    var isNegative: Bool
    var digits: [UInt8]
    /// How many digits stand before the point; may be negative.
    var point: Int

    init(_ number: Double) {
      isNegative = number.sign == .minus
      digits = []
      point = 0
      var exponent = 0
      var seenPoint = false
      let text = Array(number.magnitude.description.utf8)
      for (index, byte) in text.enumerated() {
        switch byte {
        case 0x30...0x39:
          digits.append(byte)
          if !seenPoint { point += 1 }
        case 0x2E: seenPoint = true
        case 0x65:
          exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
        default: break
        }
        if byte == 0x65 { break }
      }
      point += exponent
      trim()
    }

    private mutating func trim() {
      let zeros = digits.prefix { $0 == 0x30 }.count
      digits.removeFirst(zeros)
      point -= zeros
      while digits.last == 0x30 { digits.removeLast() }
      if digits.isEmpty { (digits, point) = ([0x30], 1) }
    }

    private var sign: String { isNegative ? "-" : "" }

    private func text(_ range: Range<Int>) -> String {
      String(decoding: range.map { $0 < digits.count ? digits[$0] : 0x30 }, as: UTF8.self)
    }

    var plain: String {
      if point <= 0 {
        return sign + "0." + String(repeating: "0", count: -point) + text(0..<digits.count)
      }
      let whole = text(0..<point)
      return sign + whole + (digits.count > point ? "." + text(point..<digits.count) : "")
    }

    func scientific(padded: Bool) -> String {
      let exponent = point - 1
      let fraction = digits.count > 1 ? "." + text(1..<digits.count) : ""
      let size = String(abs(exponent))
      let zeros = padded && size.utf8.count < 2 ? "0" : ""
      return sign + text(0..<1) + fraction + "e" + (exponent < 0 ? "-" : "+") + zeros + size
    }
  }
}
