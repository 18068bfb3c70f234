import Glibc

/// Numbers with so many digits: what C's printf rounds exactly, as Go does.
enum FixedNumber {
  static func text(_ number: Double, _ verb: Unicode.Scalar, _ precision: Int?) -> String {
    guard number.isFinite else { return GoNumber.text(number) }
    let digits = min(precision ?? 6, 400)
    let letter = "eEfFgG".unicodeScalars.contains(verb) ? verb : "f"
    var buffer = [CChar](repeating: 0, count: 1024)
    // Unsafe: vsnprintf writes no more than the buffer holds.
    let count = withVaList([Int32(digits), number]) {
      vsnprintf(&buffer, buffer.count, "%.*\(letter)", $0)
    }
    let length = min(max(Int(count), 0), buffer.count - 1)
    return String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
