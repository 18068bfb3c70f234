import Document
import Protobuf
import Testing

@Suite("Scalars of JSON as messages")
struct ScalarInputTests {
  private static let valuesCases: [(String, [WirePart])] = [
    (#"{"i32":-1}"#, [WirePart.varint(1, -1)]), (#"{"i32":"12"}"#, [.varint(1, 12)]),
    (#"{"i32":1e2}"#, [.varint(1, 100)]), (#"{"i32":"1.50e1"}"#, [.varint(1, 15)]),
    (#"{"i32":100000e-4}"#, [.varint(1, 10)]),
    (#"{"i32":2147483647.0}"#, [.varint(1, 2_147_483_647)]),
    (#"{"i32":"\u0031\u0032"}"#, [.varint(1, 12)]),
    (#"{"i64":"-9223372036854775808"}"#, [.varint(2, .min)]),
    (#"{"i64":9223372036854775807}"#, [.varint(2, .max)]),
    (#"{"u32":4294967295}"#, [.varint(3, 4_294_967_295)]),
    (#"{"u64":"18446744073709551615"}"#, [.varint(4, -1)]),
    (#"{"s32":-2147483648}"#, [.varint(5, 4_294_967_295)]), (#"{"s64":"-1"}"#, [.varint(6, 1)]),
    (#"{"f32":4294967295}"#, [.fixed32(7, .max)]),
    (#"{"f64":"18446744073709551615"}"#, [.fixed64(8, .max)]),
    (#"{"sf32":-1}"#, [.fixed32(9, .max)]), (#"{"sf64":-1}"#, [.fixed64(10, .max)]),
    (#"{"flag":true}"#, [.varint(11, 1)]),
    (#"{"real":0.1}"#, [.double(12, 0.1)]), (#"{"real":"-1.5E3"}"#, [.double(12, -1500)]),
    (#"{"real":-0}"#, [.double(12, -0.0)]), (#"{"real":1e308}"#, [.double(12, 1e308)]),
    (#"{"real":123456789.12345678901234567890}"#, [.double(12, 123456789.12345679)]),
    (#"{"real":"NaN","single":"-Infinity"}"#, [.double(12, .nan), .float(13, -.infinity)]),
    (#"{"single":16777217}"#, [.float(13, 16_777_216)]), (#"{"single":0.1}"#, [.float(13, 0.1)]),
    (#"{"text":"\u00e9\n\"","blob":"/w=="}"#, [.text(14, "é\n\""), .bytes(15, [0xFF])]),
    (#"{"colour":"CRIMSON"}"#, [.varint(16, 1)]), (#"{"colour":-5}"#, [.varint(16, -5)]),
    (#"{"colour":7}"#, [.varint(16, 7)]), (#"{"colour":1.0}"#, [.varint(16, 1)]),
  ]

  @Test(
    "numbers may be numbers or strings, whole ones with a point or an exponent too",
    arguments: Self.valuesCases)
  func values(json: String, parts: [WirePart]) throws {
    #expect(try Transcoding.wire(json) == parts.wire)
  }

  private static let zerosCases: [(String, [WirePart])] = [
    (#"{"i32":0,"i64":"0","real":0.0,"flag":false,"text":"","blob":"","colour":0,"s64":0}"#, []),
    (#"{"maybeNumber":0,"maybeText":""}"#, [WirePart.varint(18, 0), .text(19, "")]),
    (#"{"word":"","inner":{}}"#, [.text(40, ""), .message(17, [])]),
  ]

  @Test(
    "zero of a field without presence is not written, of one with presence it is",
    arguments: Self.zerosCases)
  func zeros(json: String, parts: [WirePart]) throws {
    #expect(try Transcoding.wire(json) == parts.wire)
  }

  @Test(
    "base64 may have either alphabet, and no padding",
    arguments: [
      ("+/8=", [0xFB, 0xFF]), ("-_8", [0xFB, 0xFF]), ("-_8=", [0xFB, 0xFF]), ("AQ", [1]),
      ("AQID", [1, 2, 3]),
      ("\\u0041Q", [1]),
    ])
  func base64(text: String, bytes: [UInt8]) throws {
    #expect(try Transcoding.wire(#"{"blob":"\#(text)"}"#) == WirePart.bytes(15, bytes).bytes)
  }

  @Test("GRPC-15: with assumeBytes what is no base64 is taken as it is")
  func assumeBytes() throws {
    let options = JSONInputOptions(assumeBytes: true)
    let read = { try Transcoding.wire($0, "transcoding.Everything", options) }
    #expect(try read(#"{"blob":"hello world"}"#) == WirePart.text(15, "hello world").bytes)
    #expect(try read(#"{"blob":"AQID"}"#) == WirePart.bytes(15, [1, 2, 3]).bytes)
    #expect(
      try read(#"{"blobs":["a!","AQ=="]}"#) == [WirePart.text(26, "a!"), .bytes(26, [1])].wire)
  }

  private static let misfitsCases: [(String, TranscodeError.Reason, String)] = [
    (#"{"i32":2147483648}"#, TranscodeError.Reason.outOfRange, "i32"),
    (#"{"i32":-2147483649}"#, .outOfRange, "i32"), (#"{"i32":1.5}"#, .outOfRange, "i32"),
    (#"{"i32":1e10}"#, .outOfRange, "i32"), (#"{"i32":1e999999999}"#, .outOfRange, "i32"),
    (#"{"i32":"a"}"#, .wrongType, "i32"), (#"{"i32":""}"#, .wrongType, "i32"),
    (#"{"i32":" 1"}"#, .wrongType, "i32"), (#"{"i32":"1 "}"#, .wrongType, "i32"),
    (#"{"i32":"+1"}"#, .wrongType, "i32"), (#"{"i32":"01"}"#, .wrongType, "i32"),
    (#"{"i32":"0x1"}"#, .wrongType, "i32"), (#"{"i32":true}"#, .wrongType, "i32"),
    (#"{"i32":[1]}"#, .wrongType, "i32"), (#"{"i32":{}}"#, .wrongType, "i32"),
    (#"{"i64":9223372036854775808}"#, .outOfRange, "i64"),
    (#"{"i64":-9223372036854775809}"#, .outOfRange, "i64"),
    (#"{"u32":-1}"#, .outOfRange, "u32"), (#"{"u64":18446744073709551616}"#, .outOfRange, "u64"),
    (#"{"u64":99999999999999999999999999}"#, .outOfRange, "u64"),
    (#"{"real":1e309}"#, .outOfRange, "real"), (#"{"single":3.5e38}"#, .outOfRange, "single"),
    (#"{"real":"nan"}"#, .wrongType, "real"), (#"{"real":"1e"}"#, .wrongType, "real"),
    (#"{"flag":"true"}"#, .wrongType, "flag"), (#"{"flag":1}"#, .wrongType, "flag"),
    (#"{"text":1}"#, .wrongType, "text"), (#"{"blob":"a"}"#, .invalidValue, "blob"),
    (#"{"blob":"!!!!"}"#, .invalidValue, "blob"), (#"{"blob":"AQ=a"}"#, .invalidValue, "blob"),
    (#"{"colour":"PINK"}"#, .unknownEnumValue, "colour"),
    (#"{"colour":"red"}"#, .unknownEnumValue, "colour"),
    (#"{"colour":2147483648}"#, .outOfRange, "colour"),
    (#"{"colour":true}"#, .wrongType, "colour"),
    (#"{"numbers":[1,"x"]}"#, .wrongType, "numbers[1]"),
    (#"{"numbers":1}"#, .wrongType, "numbers"),
    (#"{"numbers":[1,null]}"#, .unexpectedNull, "numbers[1]"),
    (#"{"inner":[]}"#, .wrongType, "inner"),
    (#"{"inner":{"inner":{"size":"q"}}}"#, .wrongType, "inner.inner.size"),
    (#"{"inners":[{},{"size":1.5}]}"#, .outOfRange, "inners[1].size"),
    (#"{"inners":[{},null]}"#, .unexpectedNull, "inners[1]"),
  ]

  @Test(
    "what does not fit is refused with its path",
    arguments: Self.misfitsCases)
  func refusals(json: String, reason: TranscodeError.Reason, path: String) throws {
    let error = try #require(try Transcoding.refusal(json))
    #expect(error.reason == reason, "\(error)")
    #expect(error.path == path)
    #expect(error.description.contains(path))
  }

  @Test("an error is a sentence that tells the field and what was expected")
  func sentences() throws {
    let error = try Transcoding.refusal(#"{"inners":[{"size":"many"}]}"#)
    #expect(
      error?.description == "inners[0].size: the value is of the wrong kind (a number is expected)")
    let name = try Transcoding.refusal(#"{"colour":"PINK"}"#)
    #expect(name?.description == #"colour: the enumeration has no such value ("PINK")"#)
  }
}
