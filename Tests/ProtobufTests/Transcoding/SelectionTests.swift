import Document
import Protobuf
import Testing

@Suite("Fields that nobody will look at")
struct SelectionTests {
  private static let parts: [WirePart] = [
    .varint(1, 1), .text(14, "t"),
    .message(17, [.text(1, "n"), .varint(2, 2), .message(3, [.text(1, "m"), .varint(2, 3)])]),
    .message(23, [.text(1, "i"), .varint(2, 4)]),
    .message(30, [.text(1, "k"), .text(2, "v")]),
  ]

  private func json(_ selection: FieldSelection) throws -> String {
    try Transcoding.json(
      Self.parts, "transcoding.Everything", .krakend(KrakenDShape(removesUnset: true)), selection)
  }

  @Test("FMT-3: allow keeps what is listed with all below it")
  func allow() throws {
    #expect(try json(.allowing(["text"])) == #"{"text":"t"}"#)
    #expect(
      try json(.allowing(["inner.inner.name", "i32"]))
        == #"{"i32":1,"inner":{"inner":{"name":"m"}}}"#)
    #expect(try json(.allowing(["inner.inner"])) == #"{"inner":{"inner":{"name":"m","size":3}}}"#)
    #expect(try json(.allowing(["nothing.there"])) == "{}")
    #expect(try json(.allowing([])) == (try json(.everything)))
  }

  @Test("FMT-4: of entries of allow the later one decides")
  func order() throws {
    #expect(try json(.allowing(["inner", "inner.name"])) == #"{"inner":{"name":"n"}}"#)
    #expect(
      try json(.allowing(["inner.name", "inner"]))
        == #"{"inner":{"name":"n","size":2,"inner":{"name":"m","size":3}}}"#)
  }

  @Test("FMT-5: deny drops what is listed; a parent wins over its children")
  func deny() throws {
    #expect(
      try json(.denying(["inner.inner", "inner.inner.name", "inners", "labels", "text"]))
        == #"{"i32":1,"inner":{"name":"n","size":2}}"#)
  }

  @Test("what lies behind lists, maps and values is left to shaping")
  func collections() throws {
    #expect(
      try json(.allowing(["inners.name", "labels.other"]))
        == #"{"inners":[{"name":"i","size":4}],"labels":{"k":"v"}}"#)
    #expect(
      try json(.denying(["inners.name", "inner", "labels.k"])).contains(#"{"name":"i","size":4}"#))
  }

  @Test("dropped fields are not printed as unset ones either")
  func unset() throws {
    #expect(
      try Transcoding.json(
        [.varint(2, 1)], "transcoding.Inner", .krakend(KrakenDShape()), .denying(["inner", "name"]))
        == #"{"size":1,"inners":[],"big_size":0}"#)
  }

  @Test("what is dropped is not decoded, only passed over")
  func notDecoded() throws {
    let broken: [WirePart] = [.message(17, [.bytes(1, [0xFF])]), .varint(1, 1)]
    #expect(try Transcoding.refusal(broken.wire) == TranscodeError(.notUTF8, at: "inner.name"))
    #expect(
      try Transcoding.json(broken, "transcoding.Everything", .protojson, .allowing(["i32"]))
        == #"{"i32":1}"#)
  }

  @Test("a member of a oneof that is dropped clears those that came before it")
  func oneofs() throws {
    func json(_ parts: [WirePart], _ selection: FieldSelection) throws -> String {
      try Transcoding.json(parts, "transcoding.Everything", .protojson, selection)
    }
    let denying = FieldSelection.denying(["number", "thing", "nothing"])
    #expect(try json([.text(40, "a"), .varint(41, 1)], denying) == "{}")
    #expect(try json([.varint(41, 1), .text(40, "a")], denying) == #"{"word":"a"}"#)
    #expect(
      try json([.text(40, "a"), .varint(41, 1), .varint(41, 2), .text(40, "b")], denying)
        == #"{"word":"b"}"#)
    #expect(try json([.text(40, "a"), .message(42, [.text(1, "n")])], denying) == "{}")
    #expect(try json([.text(40, "a"), .varint(43, 0), .varint(1, 2)], denying) == #"{"i32":2}"#)
    // Where it travels in another way it is no such field.
    #expect(try json([.text(40, "a"), .text(41, "1")], denying) == #"{"word":"a"}"#)
    let things = FieldSelection.allowing(["thing.size", "numbers"])
    #expect(
      try json(
        [.varint(20, 1), .message(42, [.varint(2, 1), .text(1, "n")]), .text(40, "a")], things)
        == #"{"numbers":[1]}"#)
    #expect(
      try json(
        [
          .message(42, [.varint(2, 1)]), .varint(20, 1), .varint(41, 1), .varint(20, 2),
          .message(42, [.text(1, "n")]),
        ], things) == #"{"numbers":[1,2],"thing":{}}"#)
  }
}
