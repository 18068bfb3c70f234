import Document
import Protobuf
import Testing

@Suite("Scalars of messages as JSON")
struct ScalarOutputTests {
  private static let numbersCases: [(WirePart, String)] = [
    (WirePart.varint(1, -1), #"{"i32":-1}"#),
    (.varint(1, 1 << 32 | 5), #"{"i32":5}"#),
    (.varint(2, .min), #"{"i64":"-9223372036854775808"}"#),
    (.varint(2, .max), #"{"i64":"9223372036854775807"}"#),
    (.varint(3, 4_294_967_295), #"{"u32":4294967295}"#),
    (.varint(4, -1), #"{"u64":"18446744073709551615"}"#),
    (.varint(5, 1), #"{"s32":-1}"#),
    (.varint(5, 4_294_967_295), #"{"s32":-2147483648}"#),
    (.varint(6, -1), #"{"s64":"-9223372036854775808"}"#),
    (.fixed32(7, .max), #"{"f32":4294967295}"#),
    (.fixed64(8, .max), #"{"f64":"18446744073709551615"}"#),
    (.fixed32(9, .max), #"{"sf32":-1}"#),
    (.fixed64(10, .max), #"{"sf64":"-1"}"#),
    (.varint(11, 1), #"{"flag":true}"#),
    (.varint(11, 1 << 40), #"{"flag":true}"#),
  ]

  @Test(
    "each kind of number has ProtoJSON's form: 64 bits are strings",
    arguments: Self.numbersCases)
  func numbers(part: WirePart, json: String) throws {
    #expect(try Transcoding.json([part]) == json)
  }

  private static let doublesCases: [(Double, String)] = [
    (0.1, "0.1"), (-0.0, "-0"), (74, "74"), (120.5, "120.5"), (349.75, "349.75"),
    (1.005, "1.005"), (52.520008, "52.520008"), (-13.04, "-13.04"), (1e15, "1000000000000000"),
    (1e21, "1e+21"), (1.5e300, "1.5e+300"), (5e-324, "5e-324"), (0.001, "0.001"),
    (123_456_789.123_456_79, "123456789.12345679"),
    (
      2.2250738585072014e-308,
      "2.2250738585072014e-308"
    ), (9_007_199_254_740_993, "9007199254740992"),
  ]

  @Test(
    "floating-point numbers have the fewest digits that read back as the same",
    arguments: Self.doublesCases)
  func doubles(value: Double, text: String) throws {
    #expect(try Transcoding.json([.double(12, value)]) == #"{"real":\#(text)}"#)
  }

  @Test("any double reads back as the same, with no more digits than needed")
  func randomDoubles() throws {
    let output = try Transcoding.output()
    var generator = SystemRandomNumberGenerator()
    for round in 0..<4000 {
      let value =
        round % 2 == 0
        ? Double(bitPattern: generator.next())
        : Double(Int64.random(in: -1_000_000_000...1_000_000_000))
          / [1, 10, 100, 1e3, 1e6][round % 5]
      guard value.isFinite, value != 0 else { continue }
      let wire = WirePart.double(12, value).bytes
      let text = try #require(try output.document(wire.span).text("real"))
      #expect(Double(text) == value, "\(value)")
      #expect(digits(text) <= digits(value.description), "\(text) \(value)")
    }
  }

  @Test("any float reads back as the same")
  func randomFloats() throws {
    let output = try Transcoding.output()
    for round in 0..<4000 {
      let value =
        round % 2 == 0
        ? Float(bitPattern: .random(in: 0 ... .max)) : Float(Int.random(in: -99_999...99_999)) / 100
      guard value.isFinite, value != 0 else { continue }
      let wire = WirePart.float(13, value).bytes
      let text = try #require(try output.document(wire.span).text("single"))
      #expect(Float(text) == value, "\(value)")
      #expect(digits(text) <= digits(value.description), "\(text) \(value)")
    }
  }

  private func digits(_ text: String) -> Int {
    let mantissa = text.prefix { $0 != "e" }.filter(\.isNumber)
    let plain = mantissa.drop { $0 == "0" }
    return plain.count - plain.reversed().prefix { $0 == "0" }.count
  }

  @Test(
    "NaN and the infinities are strings",
    arguments: [(Double.nan, "NaN"), (.infinity, "Infinity"), (-.infinity, "-Infinity")])
  func special(value: Double, text: String) throws {
    #expect(try Transcoding.json([.double(12, value)]) == #"{"real":"\#(text)"}"#)
    #expect(try Transcoding.json([.float(13, Float(value))]) == #"{"single":"\#(text)"}"#)
  }

  @Test(
    "bytes are base64 with padding",
    arguments: [
      ([0xFF], "/w=="), ([0xFB, 0xEF], "++8="), ([1, 2, 3], "AQID"), ([1, 2, 3, 4], "AQIDBA=="),
    ])
  func bytes(bytes: [UInt8], text: String) throws {
    #expect(try Transcoding.json([.bytes(15, bytes)]) == #"{"blob":"\#(text)"}"#)
  }

  @Test("enumerations are names, of aliases the first; numbers without a name stay numbers")
  func enums() throws {
    #expect(try Transcoding.json([.varint(16, 1)]) == #"{"colour":"RED"}"#)
    #expect(try Transcoding.json([.varint(16, 100_000)]) == #"{"colour":"FAR"}"#)
    #expect(try Transcoding.json([.varint(16, -5)]) == #"{"colour":"BELOW"}"#)
    #expect(try Transcoding.json([.varint(16, 7)]) == #"{"colour":7}"#)
    #expect(
      try Transcoding.json([.packed(25, [1, 7, 0])])
        == #"{"colours":["RED",7,"COLOUR_UNSPECIFIED"]}"#)
  }

  @Test(
    "text of any length and content is what it was",
    arguments: [
      "", "a", "fifteen letters", "sixteen letters!", "seventeen letters",
      "quote \" backslash \\ slash / newline \n tab \t nul \0 bell \u{7}", "é", "ключ 🔑 鍵",
      String(repeating: "x", count: 127), String(repeating: "y", count: 300),
      "exactly sixteen\"", String(repeating: "é", count: 200), "\u{7F}\u{80}\u{2028}",
    ])
  func text(text: String) throws {
    for parts in [
      [WirePart.text(14, text)], [.text(14, text), .varint(1000, 1)],
      [.message(30, [.text(1, text), .text(2, text)])],
    ] {
      let wire = parts.wire
      let document = try Transcoding.output().document(wire.span)
      #expect(try Document(json: document.json).tape == document.tape)
      if case .message = parts[0] {
        let labels = try #require(document.value(of: Array("labels".utf8), in: 0))
        let member = try #require(document.members(of: labels).first { _ in true })
        #expect(document.string(at: member.name) == Array(text.utf8))
        #expect(document.string(at: member.value) == Array(text.utf8))
      } else {
        #expect((document.text("text") ?? "") == text)
      }
    }
  }

  @Test(
    "text that is no UTF-8 is refused where the file demands it, else replaced",
    arguments: [
      [0xFF], [0x61, 0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3],
    ])
  func notUTF8(bytes: [UInt8]) throws {
    let error = try Transcoding.refusal([WirePart.bytes(14, bytes)].wire)
    #expect(error == TranscodeError(.notUTF8, at: "text"))
    let member = try Transcoding.json([.bytes(1, bytes)], "legacy.Member")
    #expect(member.contains("\u{FFFD}"))
  }
}
