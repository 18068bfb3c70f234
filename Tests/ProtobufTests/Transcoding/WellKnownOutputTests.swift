import Document
import Protobuf
import Testing

@Suite("Well-known types of messages as JSON")
struct WellKnownOutputTests {
  private static let timestampsCases: [(Int64, Int64, String)] = [
    (0, 0, "1970-01-01T00:00:00Z"), (1_795_162_530, 120_000_000, "2026-11-20T08:15:30.120Z"),
    (-62_135_596_800, 0, "0001-01-01T00:00:00Z"),
    (253_402_300_799, 999_999_999, "9999-12-31T23:59:59.999999999Z"),
    (951_782_400, 10_000, "2000-02-29T00:00:00.000010Z"),
    (-1, 1, "1969-12-31T23:59:59.000000001Z"),
  ]

  @Test(
    "a Timestamp is RFC 3339 in UTC with 0, 3, 6 or 9 digits",
    arguments: Self.timestampsCases)
  func timestamps(seconds: Int64, nanos: Int64, text: String) throws {
    let message = [WirePart.varint(1, seconds), .varint(2, nanos)]
    #expect(try Transcoding.json([.message(50, message)]) == #"{"time":"\#(text)"}"#)
    #expect(try Transcoding.json(message, "google.protobuf.Timestamp") == #""\#(text)""#)
  }

  @Test("times of one day and of others follow each other")
  func days() throws {
    let seconds: [Int64] = [0, 86_399, 86_400, -1, 0]
    let json = try Transcoding.json(seconds.map { .message(66, [.varint(1, $0)]) })
    #expect(
      json == #"{"times":["1970-01-01T00:00:00Z","1970-01-01T23:59:59Z","1970-01-02T00:00:00Z","#
        + #""1969-12-31T23:59:59Z","1970-01-01T00:00:00Z"]}"#)
  }

  @Test("every day of four centuries is the day after the one before")
  func calendar() throws {
    let output = try Transcoding.output("google.protobuf.Timestamp")
    var (year, month, day) = (1896, 1, 1)
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for number in -27_028..<119_070 {
      let wire = WirePart.varint(1, Int64(number) * 86_400).bytes
      let text = String(try output.document(wire.span).json.dropFirst().prefix(10))
      let wanted = [year, month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
      guard text == wanted else {
        Issue.record("\(text) is not \(wanted)")
        return
      }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      day += 1
      if day > lengths[month - 1] + (month == 2 && isLeap ? 1 : 0) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
  }

  @Test(
    "a Duration is seconds with 0, 3, 6 or 9 digits",
    arguments: [
      (0, 0, "0s"), (1, 500_000_000, "1.500s"), (-1, -10, "-1.000000010s"),
      (0, -500_000, "-0.000500s"), (315_576_000_000, 0, "315576000000s"),
    ])
  func durations(seconds: Int64, nanos: Int64, text: String) throws {
    #expect(
      try Transcoding.json([.message(51, [.varint(1, seconds), .varint(2, nanos)])])
        == #"{"span":"\#(text)"}"#)
  }

  private static let outOfRangeCases: [(WirePart, String)] = [
    (WirePart.message(50, [.varint(1, 253_402_300_800)]), "time"),
    (.message(50, [.varint(1, -62_135_596_801)]), "time"),
    (.message(50, [.varint(2, 1_000_000_000)]), "time"),
    (.message(50, [.varint(2, -1)]), "time"),
    (.message(51, [.varint(1, 1), .varint(2, -1)]), "span"),
    (.message(51, [.varint(1, .min)]), "span"),
    (.message(66, [.varint(1, .max)]), "times[0]"),
  ]

  @Test(
    "times out of range are refused with their path",
    arguments: Self.outOfRangeCases)
  func outOfRange(part: WirePart, path: String) throws {
    #expect(try Transcoding.refusal(part.bytes) == TranscodeError(.outOfRange, at: path))
  }

  @Test("a FieldMask is its paths in camel case, as far as they read back")
  func masks() throws {
    let mask: [WirePart] = [.text(1, "a.b_c"), .text(1, "foo_bar")]
    #expect(try Transcoding.json([.message(52, mask)]) == #"{"mask":"a.bC,fooBar"}"#)
    #expect(try Transcoding.json([.message(52, [])]) == #"{"mask":""}"#)
    #expect(throws: TranscodeError.self) {
      try Transcoding.json([.message(52, [.text(1, ""), .text(1, "")])])
    }
    for path in ["fooBar", "a__b", "a_", "a_1", "a b"] {
      #expect(
        try Transcoding.refusal([WirePart.message(52, [.text(1, path)])].wire)?.reason
          == .invalidValue)
    }
  }

  @Test("wrappers are what they hold, or its zero")
  func wrappers() throws {
    #expect(
      try Transcoding.json([
        .message(60, [.varint(1, 5)]), .message(61, []), .message(62, [.text(1, "a\n")]),
        .message(63, [.varint(1, 0), .varint(1, 1)]), .message(64, [.bytes(1, [255])]),
        .message(65, [.double(1, .nan)]), .message(67, [.varint(1, 1)]), .message(67, []),
      ]) == #"{"boxedNumber":5,"boxedLong":"0","boxedText":"a\n","boxedFlag":true,"#
        + #""boxedBlob":"/w==","boxedReal":"NaN","boxedNumbers":[1,0]}"#)
    #expect(try Transcoding.json([.varint(1, 3)], "google.protobuf.Int64Value") == #""3""#)
  }

  /// A Struct with a member for each kind of value.
  private static let object: [WirePart] = [
    .message(1, [.text(1, "n"), .message(2, [.varint(1, 0)])]),
    .message(1, [.text(1, "d"), .message(2, [.double(2, 1.5)])]),
    .message(1, [.text(1, "s"), .message(2, [.text(3, "t")])]),
    .message(1, [.text(1, "b"), .message(2, [.varint(4, 1)])]),
    .message(
      1,
      [
        .text(1, "o"),
        .message(2, [.message(5, [.message(1, [.text(1, "x"), .message(2, [.varint(4, 0)])])])]),
      ]),
    .message(
      1,
      [
        .text(1, "l"),
        .message(2, [.message(6, [.message(1, [.double(2, 1)]), .message(1, [.varint(1, 0)])])]),
      ]),
  ]

  @Test("Struct, Value and ListValue are the JSON they stand for")
  func values() throws {
    let json = #"{"n":null,"d":1.5,"s":"t","b":true,"o":{"x":false},"l":[1,null]}"#
    #expect(try Transcoding.json([.message(53, Self.object)]) == #"{"object":\#(json)}"#)
    #expect(try Transcoding.json(Self.object, "google.protobuf.Struct") == json)
    #expect(
      try Transcoding.json([.message(5, Self.object)], "google.protobuf.Value") == json)
    #expect(
      try Transcoding.json([.message(1, [.text(3, "a")])], "google.protobuf.ListValue") == #"["a"]"#
    )
    #expect(try Transcoding.json([], "google.protobuf.Value") == "null")
    #expect(try Transcoding.json([.message(55, [])]) == #"{"list":[]}"#)
    #expect(try Transcoding.json([.message(57, []), .varint(58, 0)]) == #"{"empty":{}}"#)
  }

  @Test("of a Value's members the last counts, merged with what belongs to it")
  func valueOneof() throws {
    #expect(try Transcoding.json([.text(3, "a"), .double(2, 1)], "google.protobuf.Value") == "1")
    let member: (String) -> WirePart = {
      .message(1, [.text(1, $0), .message(2, [.varint(1, 0)])])
    }
    #expect(
      try Transcoding.json(
        [.message(5, [member("a")]), .message(5, [member("b")])], "google.protobuf.Value")
        == #"{"a":null,"b":null}"#)
    #expect(
      try Transcoding.json([.message(53, [member("a"), member("b"), member("a")])])
        == #"{"object":{"b":null,"a":null}}"#)
  }

  @Test("a Value that is no JSON number is refused")
  func valueNaN() throws {
    let wire = [WirePart.message(54, [.double(2, .nan)])].wire
    #expect(try Transcoding.refusal(wire) == TranscodeError(.invalidValue, at: "value"))
  }

  private static func any(_ type: String, _ parts: [WirePart]) -> WirePart {
    .message(56, [.text(1, "type.googleapis.com/" + type), .message(2, parts)])
  }

  @Test("an Any is its type and its fields, or its value where it is no object of fields")
  func anys() throws {
    #expect(
      try Transcoding.json([Self.any("transcoding.Inner", [.varint(2, 1)])])
        == #"{"any":{"@type":"type.googleapis.com/transcoding.Inner","size":1}}"#)
    #expect(
      try Transcoding.json([Self.any("google.protobuf.Duration", [.varint(1, 2)])])
        == #"{"any":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"2s"}}"#)
    #expect(
      try Transcoding.json([Self.any("google.protobuf.Struct", Self.object), .varint(1000, 1)])
        .hasSuffix(#""l":[1,null]}},"farAway":1}"#))
    #expect(try Transcoding.json([.message(56, [])]) == #"{"any":{}}"#)
    let inner: [WirePart] = [
      .text(1, "x/google.protobuf.Any"),
      .message(2, [.text(1, "y/transcoding.Inner"), .message(2, [.text(1, "n")])]),
    ]
    #expect(
      try Transcoding.json([.message(56, inner)]) == #"{"any":{"@type":"x/google.protobuf.Any","#
        + #""value":{"@type":"y/transcoding.Inner","name":"n"}}}"#)
  }

  @Test("an Any of a type that the catalog lacks is refused")
  func unknownAny() throws {
    let wire = [Self.any("no.Such", [])].wire
    #expect(try Transcoding.refusal(wire) == TranscodeError(.unknownMessageType, at: "any"))
  }
}
