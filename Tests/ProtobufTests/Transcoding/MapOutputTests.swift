import Document
import Protobuf
import Testing

@Suite("Maps of messages as JSON")
struct MapOutputTests {
  @Test("keys are strings, values have the form of their kind")
  func kinds() throws {
    #expect(
      try Transcoding.json([
        .message(30, [.text(1, "a"), .text(2, "b")]), .message(30, [.text(1, "c"), .text(2, "")]),
        .message(31, [.varint(1, -1), .varint(2, 1)]),
        .message(32, [.varint(1, 1), .double(2, 0.5)]),
        .message(33, [.text(1, "p"), .message(2, [.varint(2, 1)])]),
        .message(34, [.varint(1, 1), .varint(2, 1)]),
        .message(35, [.fixed64(1, .max), .bytes(2, [1])]),
        .message(36, [.text(1, "v"), .message(2, [.double(2, 1)])]),
      ]) == #"{"labels":{"a":"b","c":""},"counts":{"-1":"1"},"switches":{"true":0.5},"#
        + #""parts":{"p":{"size":1}},"shades":{"-1":"RED"},"#
        + #""files":{"18446744073709551615":"AQ=="},"values":{"v":1}}"#)
  }

  @Test("an entry without key or value has the zero of its kind")
  func missing() throws {
    #expect(try Transcoding.json([.message(30, [])]) == #"{"labels":{"":""}}"#)
    #expect(try Transcoding.json([.message(30, [.text(2, "x")])]) == #"{"labels":{"":"x"}}"#)
    #expect(try Transcoding.json([.message(31, [.varint(1, 4)])]) == #"{"counts":{"4":"0"}}"#)
    #expect(try Transcoding.json([.message(31, [])]) == #"{"counts":{"0":"0"}}"#)
    #expect(try Transcoding.json([.message(32, [])]) == #"{"switches":{"false":0}}"#)
    #expect(try Transcoding.json([.message(33, [.text(1, "a")])]) == #"{"parts":{"a":{}}}"#)
    #expect(try Transcoding.json([.message(34, [])]) == #"{"shades":{"0":"COLOUR_UNSPECIFIED"}}"#)
    #expect(try Transcoding.json([.message(35, [])]) == #"{"files":{"0":""}}"#)
  }

  @Test("an entry in another order, with doubles or unknown fields, is read as any message")
  func loose() throws {
    #expect(
      try Transcoding.json([.message(30, [.text(2, "v"), .text(1, "k")])])
        == #"{"labels":{"k":"v"}}"#)
    #expect(
      try Transcoding.json([
        .message(30, [.text(1, "a"), .varint(9, 1), .text(1, "k"), .text(2, "u"), .text(2, "v")])
      ]) == #"{"labels":{"k":"v"}}"#)
    #expect(
      try Transcoding.json([
        .message(
          33,
          [
            .text(1, "k"), .message(2, [.varint(2, 1), .varint(2, 3)]),
            .message(2, [.text(1, "n")]),
          ])
      ]) == #"{"parts":{"k":{"size":3,"name":"n"}}}"#)
  }

  @Test("of entries with the same key the last counts, whatever way the key is written")
  func duplicates() throws {
    #expect(
      try Transcoding.json([
        .message(30, [.text(1, "k"), .text(2, "1")]), .message(30, [.text(1, "l"), .text(2, "2")]),
        .message(30, [.text(1, "k"), .text(2, "3")]),
      ]) == #"{"labels":{"l":"2","k":"3"}}"#)
    let long: [WirePart] = [.raw([0x08, 0x81, 0x00]), .varint(2, 2)]
    #expect(
      try Transcoding.json([.message(31, [.varint(1, 1), .varint(2, 1)]), .message(31, long)])
        == #"{"counts":{"1":"2"}}"#)
    #expect(
      try Transcoding.json([
        .message(32, [.varint(1, 1), .double(2, 1)]), .message(32, [.varint(1, 2), .double(2, 2)]),
      ]) == #"{"switches":{"true":2}}"#)
  }

  @Test("large maps keep every key once", arguments: [7, 8, 9, 100, 3000])
  func large(count: Int) throws {
    var parts = (0..<count).map { index -> WirePart in
      .message(30, [.text(1, "key \(index)"), .text(2, "\(index)")])
    }
    let once = try Transcoding.output().document(parts.wire.span)
    let labels = try #require(once.value(of: Array("labels".utf8), in: 0))
    #expect(once.count(of: labels) == count)
    parts.append(.message(30, [.text(1, "key 3"), .text(2, "last")]))
    let twice = try Transcoding.output().document(parts.wire.span)
    #expect(twice.count(of: labels) == count)
    #expect(twice.text("labels", "key 3") == "last")
  }

  @Test("a closed enumeration's unknown number drops the entry, the element, the field")
  func closedEnums() throws {
    #expect(try Transcoding.json([.varint(10, 99)], "legacy.Defaults") == "{}")
    #expect(
      try Transcoding.json([.varint(10, 3), .varint(10, 99)], "legacy.Defaults") == #"{"e":"HIGH"}"#
    )
    #expect(try Transcoding.json([.varint(10, -1)], "legacy.Defaults") == #"{"e":"LOW"}"#)
  }
}
