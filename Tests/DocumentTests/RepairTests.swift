import Bytes
import Document
import Testing

@Suite struct RepairTests {
  /// The decoded string that a backend's answer holds.
  private func decoded(_ bytes: [UInt8]) throws -> String {
    let document = try Document.scan([0x22] + bytes + [0x22], .firstValue)
    #expect(UTF8Text.firstInvalid(document.text.span) == nil)
    return String(decoding: document.string(at: 0), as: UTF8.self)
  }

  @Test("DEC-1: each byte that is no UTF-8 becomes U+FFFD")
  func invalidBytes() throws {
    #expect(try decoded([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
    #expect(try decoded([0xC3, 0x28]) == "\u{FFFD}(")
    #expect(try decoded([0xED, 0xA0, 0x80]) == "\u{FFFD}\u{FFFD}\u{FFFD}")
    #expect(try decoded([0xF0, 0x9F, 0x98]) == "\u{FFFD}\u{FFFD}\u{FFFD}")
    #expect(try decoded([0xC0, 0x80]) == "\u{FFFD}\u{FFFD}")
    #expect(try decoded([0xF4, 0x90, 0x80, 0x80]) == "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}")
  }

  @Test(
    "DEC-1: an escaped half of a surrogate pair becomes U+FFFD",
    arguments: [
      (#"\ud800"#, "\u{FFFD}"), (#"\uDC00x"#, "\u{FFFD}x"), (#"\ud800\ud83d\ude00"#, "\u{FFFD}😀"),
      (#"\ud800\n"#, "\u{FFFD}\n"), (#"\\ud800"#, #"\ud800"#),
      (#"\ud800\\ud800"#, "\u{FFFD}\\ud800"),
    ])
  func halfPairs(text: String, expected: String) throws {
    #expect(try decoded(Array(text.utf8)) == expected)
  }

  @Test("what is no UTF-8 is refused where reading is strict")
  func strict() {
    #expect(scanError([0x22, 0xFF, 0x22]) == ScanError(.notUTF8, at: 1))
    #expect(scanError(#""\ud800""#) == ScanError(.loneSurrogate, at: 1))
  }

  @Test("repair mends no fault of the grammar")
  func stillWrong() {
    #expect(scanError([0x5B, 0x22, 0xFF, 0x22], .firstValue)?.reason == .truncated)
    #expect(scanError([0x5B, 0xFF, 0x5D], .firstValue)?.reason == .expectedValue)
    #expect(scanError(#"["\ud800\x"]"#, .firstValue)?.reason == .malformedEscape)
  }

  @Test("repair keeps what is right, whatever stands beside it")
  func untouched() throws {
    let document = try Document.scan(
      Array(#"{"é\ud83d\ude00":""#.utf8) + [0xFF] + Array(#"","n":1.10}"#.utf8), .firstValue)
    #expect(document.json() == #"{"é\ud83d\ude00":"\#u{FFFD}","n":1.10}"#)
  }
}
