import Document
import Protobuf
import Testing

@Suite("The shape of KrakenD's answers")
struct KrakenDShapeTests {
  private func json(
    _ parts: [WirePart], _ shape: KrakenDShape = KrakenDShape(removesUnset: true),
    _ message: String = "transcoding.Everything"
  ) throws -> String {
    try Transcoding.json(parts, message, .krakend(shape))
  }

  @Test("GRPC-9: names are those of the file, or JSON names")
  func names() throws {
    #expect(try json([.varint(1000, 1)]) == #"{"far_away":1}"#)
    #expect(
      try json([.varint(1000, 1)], KrakenDShape(names: .json, removesUnset: true))
        == #"{"farAway":1}"#)
  }

  @Test("GRPC-10: unset fields are there with zero values; messages are null")
  func unset() throws {
    #expect(
      try json([.varint(2, 1)], KrakenDShape(), "transcoding.Inner")
        == #"{"size":1,"name":"","inner":null,"inners":[],"big_size":0}"#)
    let all = try Transcoding.output("transcoding.Everything", .krakend(KrakenDShape()))
      .document([UInt8]().span)
    #expect(all.text("i64") == "0")
    #expect(all.text("maybe_text") == "")
    #expect(all.text("colour") == "0")
    #expect(all.json.contains(#""labels":{},"#))
    #expect(all.json.contains(#""time":null,"#))
    #expect(all.json.contains(#""boxed_number":null,"#))
    for member in ["word", "number", "thing", "nothing"] {
      #expect(all.value(of: Array(member.utf8), in: 0) == nil, "GRPC-D3: \(member)")
    }
  }

  @Test("GRPC-10: output_remove_unset_values leaves them out")
  func removed() throws {
    #expect(try json([.varint(1, 0), .varint(18, 0)]) == #"{"maybe_number":0}"#)
  }

  @Test("GRPC-10: enumerations are numbers or, if asked for, names")
  func enums() throws {
    #expect(try json([.varint(16, 1)]) == #"{"colour":1}"#)
    #expect(try json([.varint(16, -5)]) == #"{"colour":-5}"#)
    let named = KrakenDShape(enumAsString: true, removesUnset: true)
    #expect(
      try json([.varint(16, 1), .message(34, [])], named)
        == #"{"colour":"RED","shades":{"0":"COLOUR_UNSPECIFIED"}}"#)
  }

  @Test("GRPC-10: times are objects of seconds and nanos or, if asked for, text")
  func times() throws {
    let parts: [WirePart] = [
      .message(50, [.varint(1, 1), .varint(2, 5)]), .message(51, [.varint(1, 3)]),
    ]
    #expect(try json(parts).hasPrefix(#"{"time":{"seconds":1,"nanos":5},"span":{"seconds":3}"#))
    let shape = KrakenDShape()
    let whole = try Transcoding.output("transcoding.Everything", .krakend(shape))
      .document(parts.wire.span)
    #expect(
      whole.json.hasPrefix(#"{"time":{"seconds":1,"nanos":5},"span":{"seconds":3,"nanos":0}"#))
    let text = KrakenDShape(timestampAsString: true, durationAsString: true, removesUnset: true)
    #expect(try json(parts, text) == #"{"time":"1970-01-01T00:00:01.000000005Z","span":"3s"}"#)
  }

  @Test("GRPC-D3: 64-bit integers are numbers with all digits, NaN is a string, bytes are base64")
  func scalars() throws {
    #expect(
      try json([
        .varint(2, .min), .varint(4, -1), .varint(6, 1), .fixed64(8, .max), .double(12, .nan),
        .bytes(15, [1]), .message(31, [.varint(1, 1), .varint(2, .max)]),
      ]) == #"{"i64":-9223372036854775808,"u64":18446744073709551615,"s64":-1,"#
        + #""f64":18446744073709551615,"real":"NaN","blob":"AQ==","#
        + #""counts":{"1":9223372036854775807}}"#
    )
  }

  @Test("Struct and wrappers are the JSON they stand for, a FieldMask is an object")
  func wellKnown() throws {
    #expect(
      try json([
        .message(53, [.message(1, [.text(1, "a"), .message(2, [.double(2, .infinity)])])]),
        .message(61, [.varint(1, 7)]), .message(52, [.text(1, "a.b_c")]), .message(57, []),
      ]) == #"{"object":{"a":"Infinity"},"boxed_long":7,"mask":{"paths":["a.b_c"]},"empty":{}}"#)
  }

  @Test("GRPC-D3: an Any is expanded if its type is known, else it is its two fields")
  func anys() throws {
    #expect(
      try json([.message(56, [.text(1, "x/transcoding.Inner"), .message(2, [.varint(5, 1)])])])
        == #"{"any":{"@type":"x/transcoding.Inner","big_size":1}}"#)
    #expect(
      try json([.message(56, [.text(1, "x/no.Such"), .bytes(2, [1])])])
        == #"{"any":{"type_url":"x/no.Such","value":"AQ=="}}"#)
    #expect(try json([.message(56, [])]) == #"{"any":{"type_url":"","value":""}}"#)
  }
}
