import Document
import Protobuf
import Testing

@Suite("Well-known types of JSON as messages")
struct WellKnownInputTests {
  private static let timesCases: [(String, [WirePart])] = [
    (#"{"time":"1970-01-01T00:00:00Z"}"#, [WirePart.message(50, [])]),
    (
      #"{"time":"2026-11-20T08:15:30.12Z"}"#,
      [.message(50, [.varint(1, 1_795_162_530), .varint(2, 120_000_000)])]
    ),
    (#"{"time":"1970-01-01T01:30:00.000000001+01:30"}"#, [.message(50, [.varint(2, 1)])]),
    (#"{"time":"1969-12-31T16:00:01-08:00"}"#, [.message(50, [.varint(1, 1)])]),
    (#"{"time":"0001-01-01T00:00:00Z"}"#, [.message(50, [.varint(1, -62_135_596_800)])]),
    (#"{"span":"1.5s"}"#, [.message(51, [.varint(1, 1), .varint(2, 500_000_000)])]),
    (#"{"span":"-0.000000001s"}"#, [.message(51, [.varint(2, -1)])]),
    (#"{"span":"0s"}"#, [.message(51, [])]),
    (#"{"times":["1970-01-01T00:00:01Z"]}"#, [.message(66, [.varint(1, 1)])]),
    (#"{"time":"1970-01-01T00:00:01\u005a"}"#, [.message(50, [.varint(1, 1)])]),
    (#"{"time":"1970-01-01T00:00:01\u002b00:00"}"#, [.message(50, [.varint(1, 1)])]),
    (#"{"span":"\u0031.5s"}"#, [.message(51, [.varint(1, 1), .varint(2, 500_000_000)])]),
  ]

  @Test(
    "times are read as RFC 3339 and as seconds with an s",
    arguments: Self.timesCases)
  func times(json: String, parts: [WirePart]) throws {
    #expect(try Transcoding.wire(json) == parts.wire)
  }

  @Test(
    "what is no time, mask or wrapper is refused",
    arguments: [
      #"{"time":"1970-01-01t00:00:00Z"}"#, #"{"time":"1970-01-01T00:00:00z"}"#,
      #"{"time":"1970-01-01T00:00:00"}"#, #"{"time":"1970-01-01 00:00:00Z"}"#,
      #"{"time":"0000-01-01T00:00:00Z"}"#, #"{"time":"10000-01-01T00:00:00Z"}"#,
      #"{"time":"1970-02-29T00:00:00Z"}"#, #"{"time":"1970-13-01T00:00:00Z"}"#,
      #"{"time":"1970-01-01T24:00:00Z"}"#, #"{"time":"1970-01-01T00:00:60Z"}"#,
      #"{"time":"1970-01-01T00:00:00.Z"}"#, #"{"time":"1970-01-01T00:00:00.0000000001Z"}"#,
      #"{"time":"0001-01-01T00:00:00+00:01"}"#, #"{"time":"1970-01-01T00:00:00+25:00"}"#,
      #"{"time":"1970-01-01T00:00:00Z\n"}"#, #"{"span":"\/1s"}"#, #"{"span":"\u00a01s"}"#,
      #"{"time":5}"#, #"{"time":{"seconds":5}}"#,
      #"{"span":"1"}"#, #"{"span":"s"}"#, #"{"span":"1.s"}"#, #"{"span":".5s"}"#,
      #"{"span":"1.0000000001s"}"#,
      #"{"span":"315576000001s"}"#, #"{"span":"--1s"}"#, #"{"span":"1e3s"}"#, #"{"span":1}"#,
      #"{"span":"99999999999999999999999999s"}"#,
      #"{"mask":"a_b"}"#, #"{"mask":"a,,b"}"#, #"{"mask":"a b"}"#, #"{"mask":["a"]}"#,
      #"{"boxedNumber":"x"}"#, #"{"boxedNumber":{"value":1}}"#, #"{"object":[]}"#, #"{"list":{}}"#,
      #"{"value":1e400}"#, #"{"empty":1}"#, #"{"empty":{"a":1}}"#, #"{"null":false}"#,
    ])
  func refusals(json: String) throws {
    let error = try #require(try Transcoding.refusal(json))
    #expect(
      [.invalidValue, .wrongType, .outOfRange, .unknownField].contains(error.reason), "\(error)")
    #expect(!error.path.isEmpty)
  }

  @Test(
    "masks, wrappers and values are read as they are written",
    arguments: [
      #"{"mask":"a.bC,fooBar"}"#, #"{"mask":""}"#,
      #"{"boxedNumber":5,"boxedLong":"7","boxedText":"a\n","boxedFlag":true}"#,
      #"{"boxedBlob":"/w==","boxedReal":0.5}"#,
      #"{"boxedNumbers":[1,0]}"#, #"{"empty":{}}"#,
      #"{"object":{"n":null,"d":1.5,"s":"t","b":true,"o":{"x":false,"e":{}},"l":[1,null,[],{}]}}"#,
      #"{"value":[[["deep"]]]}"#, #"{"value":"text"}"#, #"{"list":[1,"a",null]}"#,
      #"{"values":{"a":{"b":[1]},"c":null}}"#, #"{"anyValues":[1,[2],{"x":3}]}"#,
      #"{"any":{}}"#, #"{"any":{"@type":"x/transcoding.Inner","name":"n","inner":{"size":1}}}"#,
      #"{"any":{"@type":"x/google.protobuf.Duration","value":"1.500s"}}"#,
      #"{"any":{"@type":"x/google.protobuf.Struct","value":{"a":[1]}}}"#,
      #"{"any":{"@type":"x/google.protobuf.Value","value":null}}"#,
      #"{"any":{"@type":"x/google.protobuf.Int64Value","value":"3"}}"#,
      #"{"any":{"@type":"x/google.protobuf.Any","value":{"@type":"x/transcoding.Inner"}}}"#,
      #"{"any":{"@type":"x/google.protobuf.Any","value":{}}}"#,
    ])
  func roundTrips(json: String) throws {
    #expect(try Transcoding.again(json) == json)
  }

  private static let anysCases: [(String, TranscodeError.Reason?)] = [
    (#"{"any":{"name":"n","@type":"x/transcoding.Inner"}}"#, nil),
    (#"{"any":{"name":"n"}}"#, .invalidValue),
    (#"{"any":{"@type":"transcoding.Inner"}}"#, .invalidValue),
    (#"{"any":{"@type":"x/no.Such"}}"#, .unknownMessageType),
    (#"{"any":{"@type":""}}"#, .invalidValue),
    (#"{"any":{"@type":5}}"#, .wrongType),
    (#"{"any":{"@type":"x/transcoding.Inner","@type":"x/transcoding.Inner"}}"#, .duplicateField),
    (#"{"any":{"@type":"x/transcoding.Inner","nope":1}}"#, .unknownField),
    (#"{"any":{"@type":"x/google.protobuf.Duration"}}"#, .invalidValue),
    (#"{"any":{"@type":"x/google.protobuf.Duration","value":"1s","more":1}}"#, .unknownField),
    (#"{"any":{"@type":"x/transcoding.Inner","size":"q"}}"#, .wrongType),
  ]

  @Test(
    "an Any's type may stand anywhere; without it, or unknown, it is refused",
    arguments: Self.anysCases)
  func anys(json: String, reason: TranscodeError.Reason?) throws {
    #expect(try Transcoding.refusal(json)?.reason == reason)
  }

  @Test("messages that are a well-known type themselves are read whole")
  func roots() throws {
    for (type, json) in [
      ("Timestamp", #""1970-01-01T00:00:01Z""#), ("Struct", #"{"a":1}"#), ("ListValue", "[1]"),
      ("Value", "true"), ("Int32Value", "5"), ("FieldMask", #""a.b""#), ("Empty", "{}"),
      ("Any", #"{"@type":"x/transcoding.Inner","size":1}"#),
    ] {
      let type = "google.protobuf.\(type)"
      if type.hasSuffix("Any") { continue }
      #expect(try Transcoding.again(json, type) == json)
    }
  }
}
