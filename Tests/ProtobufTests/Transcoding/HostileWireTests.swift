import Document
import Protobuf
import Testing

@Suite("Messages that are none")
struct HostileWireTests {
  private static let whole: [WirePart] = [
    .varint(1, 300), .varint(2, -1), .fixed32(7, 1), .fixed64(8, 1),
    .text(14, "text of some length"),
    .message(17, [.text(1, "name"), .message(3, [.varint(2, 1)])]), .packed(20, [1, 2, 300]),
    .message(23, [.varint(2, 1)]), .message(30, [.text(1, "key"), .text(2, "value")]),
    .message(33, [.text(1, "key"), .message(2, [.varint(2, 1)])]),
    .message(50, [.varint(1, 1_795_162_530)]),
    .message(53, [.message(1, [.text(1, "a"), .message(2, [.text(3, "b")])])]),
    .message(56, [.text(1, "x/transcoding.Inner"), .message(2, [.varint(2, 1)])]),
    .message(60, [.varint(1, 300)]), .group(900, [.group(901, [.varint(1, 1)])]),
  ]

  @Test("a message cut anywhere is refused or a shorter message; nothing is read beyond its end")
  func truncation() throws {
    let wire = Self.whole.wire
    let output = try Transcoding.output()
    for length in 0...wire.count {
      let cut = Array(wire[..<length])
      if let document = try? output.document(cut.span) {
        #expect(try Document(json: document.json).tape == document.tape)
      }
    }
    #expect(try Transcoding.refusal(Array(wire.dropLast()))?.reason == .truncated)
  }

  @Test("any byte of a message may be any other")
  func damage() throws {
    let wire = Self.whole.wire
    for shape in [JSONShape.protojson, .krakend(KrakenDShape())] {
      let output = try Transcoding.output("transcoding.Everything", shape)
      for index in wire.indices {
        for byte: UInt8 in [0, 1, 0x0B, 0x0C, 0x22, 0x7F, 0x80, 0xFF, wire[index] ^ 0x08] {
          var damaged = wire
          damaged[index] = byte
          if let document = try? output.document(damaged.span) {
            #expect(try Document(json: document.json).tape == document.tape)
          }
        }
      }
    }
  }

  private static let malformedCases: [([UInt8], TranscodeError.Reason)] = [
    ([0x00], TranscodeError.Reason.malformedWire), ([0x07, 0x00], .malformedWire),
    ([0x0E, 0x00], .malformedWire), ([0x0F, 0x00], .malformedWire),
    ([0x08], .truncated), ([0x08, 0x80], .truncated),
    ([0x08] + Array(repeating: 0x80, count: 10) + [0x01], .malformedWire),
    ([0x0D, 1, 2], .truncated), ([0x09, 1, 2, 3], .truncated), ([0x72, 5, 0x61], .truncated),
    ([0x72, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], .truncated),
    ([0x0C], .malformedWire), ([0xA3, 0x06], .truncated),
    ([0xA3, 0x06, 0xAC, 0x06], .malformedWire),
    ([0x88, 0x80, 0x80, 0x80, 0x80, 0x00, 0x01], .malformedWire),
    ([0x88, 0x80, 0x80, 0x80, 0x10, 0x01], .malformedWire),
  ]

  @Test(
    "what is no wire format is refused",
    arguments: Self.malformedCases)
  func malformed(wire: [UInt8], reason: TranscodeError.Reason) throws {
    #expect(try Transcoding.refusal(wire)?.reason == reason)
  }

  @Test("a varint may have ten bytes, of which what is too much is cut off")
  func longVarints() throws {
    let ones = Array(repeating: UInt8(0xFF), count: 9) + [0x7F]
    #expect(try Transcoding.json([.raw([0x08] + ones)]) == #"{"i32":-1}"#)
    #expect(try Transcoding.json([.raw([0x10] + ones)]) == #"{"i64":"-1"}"#)
  }

  @Test("the path of a fault leads to its field")
  func paths() throws {
    let bad = WirePart.bytes(1, [0xFF])
    let cases: [([WirePart], String)] = [
      ([.message(17, [.message(3, [bad])])], "inner.inner.name"),
      ([.message(23, []), .message(23, [.varint(2, 1), bad])], "inners[1].name"),
      ([.text(22, "a"), .bytes(22, [0xFF])], "texts[1]"),
      (
        [
          .message(30, [.text(1, "a"), .text(2, "b")]),
          .message(30, [.text(1, "k"), .bytes(2, [0xFF])]),
        ],
        "labels.k"
      ),
      ([.message(33, [.text(1, "k"), .message(2, [bad])])], "parts.k.name"),
      (
        [.message(17, [.message(4, []), .message(4, [.message(4, [bad])])])],
        "inner.inners[1].inners[0].name"
      ),
      (
        [.message(53, [.message(1, [.text(1, "a"), .message(2, [.bytes(3, [0xFF])])])])], "object.a"
      ),
    ]
    for (parts, path) in cases {
      #expect(try Transcoding.refusal(parts.wire) == TranscodeError(.notUTF8, at: path))
    }
  }

  @Test("depth is bounded for messages, groups, unknown groups, values and Anys")
  func depth() throws {
    func nested(_ depth: Int, _ wrap: ([UInt8]) -> WirePart) -> [UInt8] {
      (0..<depth).reduce([]) { content, _ in wrap(content).bytes }
    }
    let limits = TranscodeLimits(depth: 10)
    let message: ([UInt8]) -> WirePart = { .message(71, [.raw($0)]) }
    #expect(try Transcoding.refusal(nested(9, message), limits: limits) == nil)
    #expect(try Transcoding.refusal(nested(10, message), limits: limits)?.reason == .tooDeep)
    let group: ([UInt8]) -> WirePart = { .group(800, [.raw($0)]) }
    #expect(try Transcoding.refusal(nested(10, group), limits: limits) == nil)
    #expect(try Transcoding.refusal(nested(11, group), limits: limits)?.reason == .tooDeep)
    #expect(try Transcoding.refusal(nested(100_000) { .raw([0x83, 0x32] + $0) })?.reason != nil)
    let value: ([UInt8]) -> WirePart = { .message(6, [.message(1, [.raw($0)])]) }
    let deep = nested(9, value)
    #expect(try Transcoding.refusal(deep, "google.protobuf.Value", limits: limits) == nil)
    let deeper = nested(11, value)
    #expect(
      try Transcoding.refusal(deeper, "google.protobuf.Value", limits: limits)?.reason == .tooDeep)
    let any: ([UInt8]) -> WirePart = {
      let parts: [WirePart] = [.text(1, "/google.protobuf.Any"), .message(2, [.raw($0)])]
      return .raw(parts.wire)
    }
    #expect(try Transcoding.refusal(nested(9, any), "google.protobuf.Any", limits: limits) == nil)
    #expect(
      try Transcoding.refusal(nested(20, any), "google.protobuf.Any", limits: limits)?.reason
        == .tooDeep)
  }

  @Test("groups to a depth of a million neither recurse nor take long")
  func endlessGroups() throws {
    let wire: [UInt8] = (0..<1_000_000).flatMap { _ in [0xA3, 0x38] as [UInt8] }
    #expect(try Transcoding.refusal(wire)?.reason == .tooDeep)
  }

  @Test("bytes and nodes of the output are bounded")
  func size() throws {
    let zeros = [WirePart.packed(20, Array(repeating: 0, count: 1000))].wire
    #expect(
      try Transcoding.refusal(zeros, limits: TranscodeLimits(nodes: 500))?.reason == .tooLarge)
    #expect(
      try Transcoding.refusal(zeros, limits: TranscodeLimits(bytes: 1000))?.reason == .tooLarge)
    #expect(
      try Transcoding.refusal(zeros, limits: TranscodeLimits(bytes: 2100, nodes: 1010)) == nil)
  }

  @Test("small messages that become large ones get the room they need")
  func growth() throws {
    let wire = [WirePart.packed(25, Array(repeating: 0, count: 5000))].wire
    let output = try Transcoding.output()
    for _ in 0..<3 {
      let document = try output.document(wire.span)
      #expect(document.tape.count == 5003)
    }
    let empty: [UInt8] = (0..<300).flatMap { _ in WirePart.message(23, []).bytes }
    let printed = try Transcoding.output("transcoding.Everything", .krakend(KrakenDShape()))
      .document(empty.span)
    #expect(try Document(json: printed.json).tape == printed.tape)
  }

  @Test("hostile repetition costs what is proportionate")
  func repetition() throws {
    // The same singular message again and again, and keys that are all equal.
    let part = WirePart.message(17, [.message(3, [.varint(2, 1)])]).bytes
    let merges: [UInt8] = (0..<20_000).flatMap { _ in part }
    #expect(try Transcoding.refusal(merges) == nil)
    let key = WirePart.message(30, [.text(1, "k")]).bytes
    let keys: [UInt8] = (0..<20_000).flatMap { _ in key }
    #expect(try Transcoding.refusal(keys) == nil)
  }
}
