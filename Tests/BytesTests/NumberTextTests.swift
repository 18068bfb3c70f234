import Bytes
import Testing

@Suite struct NumberTextTests {
  private func decimal(_ number: UInt64) -> String {
    var bytes: [UInt8] = [0x78]
    NumberText.append(number, to: &bytes)
    return String(decoding: bytes.dropFirst(), as: UTF8.self)
  }

  private func hexadecimal(_ number: UInt64) -> String {
    var bytes: [UInt8] = []
    NumberText.appendHexadecimal(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func read(_ text: String) -> UInt64? {
    let bytes = Array(text.utf8)
    return NumberText.decimal(bytes.span)
  }

  static let numbers: [UInt64] =
    [0, 1, 9, 10, 11, 15, 16, 99, 100, 255, 256, 12345, .max, .max - 1, UInt64(Int64.max)]
    + (0..<64).map { 1 << $0 }

  @Test("numbers are written in full, in both bases", arguments: numbers)
  func writing(_ number: UInt64) {
    #expect(decimal(number) == String(number))
    #expect(hexadecimal(number) == String(number, radix: 16))
  }

  @Test("numbers are read back up to 2^63 - 1 and refused above", arguments: numbers)
  func reading(_ number: UInt64) {
    #expect(read(String(number)) == (number <= UInt64(Int64.max) ? number : nil))
  }

  @Test(
    "what is not digits alone is no number",
    arguments: ["", " 1", "1 ", "+1", "-1", "0x1", "1_0", "1.0", "١", "99999999999999999999"])
  func noNumber(_ text: String) {
    #expect(read(text) == nil)
  }
}
