import Bytes
import Testing

@Suite struct UTF8TextTests {
  @Test("every pair and triple of bytes is judged as the standard library judges it")
  func exhaustive() {
    for first in UInt8(0x7F)...0xFF {
      for second in UInt8.min...UInt8.max {
        for third in [UInt8(0x00), 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF] {
          for bytes in [[first, second], [first, second, third], [first, second, third, 0x80]] {
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            if (UTF8Text.firstInvalid(bytes.span) == nil) != isValid {
              Issue.record("\(bytes) is \(isValid ? "valid" : "invalid")")
            }
          }
        }
      }
    }
  }

  @Test("the first fault is found wherever it stands")
  func position() {
    for length in 0..<40 {
      var bytes = Array(String(repeating: "é", count: length).utf8)
      #expect(UTF8Text.firstInvalid(bytes.span) == nil)
      bytes.append(0xC3)
      #expect(UTF8Text.firstInvalid(bytes.span) == 2 * length)
    }
  }

  @Test("every code point is written as the standard library writes it; others become U+FFFD")
  func codePoints() {
    for value in stride(from: UInt32(0), to: 0x11_0100, by: 7) {
      var bytes: [UInt8] = []
      UTF8Text.append(value, to: &bytes)
      let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
      if bytes != Array(String(Character(scalar)).utf8) { Issue.record("U+\(value)") }
    }
  }
}
