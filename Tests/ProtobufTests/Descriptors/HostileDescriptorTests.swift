import Document
import Protobuf
import Testing

@Suite struct HostileDescriptorTests {
  private func set(_ bytes: [UInt8]) -> DescriptorSet { DescriptorSet(name: "x.pb", bytes: bytes) }

  private func file(_ parts: DescriptorBytes...) -> DescriptorSet {
    set(DescriptorBytes.message(1, [.text(1, "a.proto")] + parts).bytes)
  }

  @Test(
    "Bytes that are no descriptor set are refused",
    arguments: [
      ([], "x.pb: holds no file: is it a descriptor set?"),
      ([0x10, 0x01], "x.pb: holds no file: is it a descriptor set?"),
      ([0x0A], "x.pb: is no descriptor set: it ends in the middle of a value"),
      ([0x0A, 0x80], "x.pb: is no descriptor set: it ends in the middle of a value"),
      ([0x0A, 0x05, 0x0A], "x.pb: is no descriptor set: it ends in the middle of a value"),
      ([0x09, 0x01], "x.pb: is no descriptor set: it ends in the middle of a value"),
      ([0x0D, 0x01], "x.pb: is no descriptor set: it ends in the middle of a value"),
      ([0x0B, 0x08], "x.pb: is no descriptor set: it ends in the middle of a value"),
      ([0x00], "x.pb: is no descriptor set: a tag has no field number or no known wire type"),
      ([0x0F], "x.pb: is no descriptor set: a tag has no field number or no known wire type"),
      ([0x0C], "x.pb: is no descriptor set: a group ends that did not begin"),
      ([0x0B, 0x14], "x.pb: is no descriptor set: a group ends that did not begin"),
      (
        [UInt8](repeating: 0xFF, count: 11),
        "x.pb: is no descriptor set: a number is longer than 64 bits"
      ),
      ([0x0A, 0x00], "x.pb: is broken in its file 1: the file has no name"),
      ([0x0A, 0x01, 0x0A], "x.pb: is broken in its file 1: it ends in the middle of a value"),
      (
        [0x0A, 0x02, 0x08, 0x01],
        "x.pb: is broken in its file 1: a value has the wrong wire type, or is too large"
      ),
    ] as [([UInt8], String)])
  func refused(bytes: [UInt8], text: String) {
    #expect(faults(set(bytes)) == [text])
  }

  @Test func nestingIsCountedBeforeAnythingIsUnpacked() {
    func nested(_ depth: Int) -> DescriptorBytes {
      (1..<depth).reduce(DescriptorBytes.text(1, "M")) { inner, _ in
        .raw(DescriptorBytes.text(1, "M").bytes + DescriptorBytes.message(3, [inner]).bytes)
      }
    }
    #expect(faults(file(.message(4, [nested(99)]))) == [])
    let text = "x.pb: is broken in its file 1: messages are nested too deep"
    #expect(faults(file(.message(4, [nested(100)]))) == [text])
    #expect(faults(file(.message(4, [nested(20_000)]))) == [text])
  }

  @Test func aRuleInARuleIsNestingToo() {
    let rule = (1..<200).reduce(DescriptorBytes.raw([])) { inner, _ in .message(11, [inner]) }
    let method = DescriptorBytes.message(2, [.message(4, [.message(72_295_728, [rule])])])
    #expect(
      faults(file(.message(6, [method]))) == [
        "x.pb: is broken in its file 1: messages are nested too deep"
      ])
  }

  @Test func descriptorsAreCounted() {
    let empty = [UInt8]((0..<1000).flatMap { _ in [0x22, 0x00] as [UInt8] })
    #expect(
      faults(file(.raw(empty)), limits: DescriptorLimits(nodes: 500)) == [
        "x.pb: is broken in its file 1: there are too many descriptors"
      ])
  }

  @Test func namesAndRangesAreBounded() {
    let long = String(repeating: "n", count: 300)
    #expect(
      faults(file(.type(long, .nested(long)))) == [
        "x.pb (a.proto): \(long) declares a name of more than 512 bytes"
      ])
    let type = String(repeating: "n", count: 600)
    #expect(
      faults(file(.type("M", .field("x", 1, type: 11, of: type)))) == [
        "x.pb (a.proto): M.x has the type \(type), which no file defines"
      ])
    #expect(
      faults(file(.type("M", .field(type)))) == [
        "x.pb (a.proto): M has a field with a name of more than 512 bytes"
      ])
    #expect(
      faults(file(.type("M", .field("x", 1, .text(10, type))))) == [
        "x.pb (a.proto): M.x has a JSON name of more than 512 bytes"
      ])
    #expect(
      faults(file(.enumeration("E", [(type, 0)]))) == [
        "x.pb (a.proto): E has a value with a name of more than 512 bytes"
      ])
    #expect(
      faults(file(.service("S", .method(type, ".a", ".a")))) == [
        "x.pb (a.proto): S has a method with a name of more than 512 bytes"
      ])
    let ranges = (1...1001).map { _ in DescriptorBytes.message(5, [.number(1, 1), .number(2, 2)]) }
    #expect(
      faults(file(.message(4, [.text(1, "M")] + ranges))) == [
        "x.pb (a.proto): M has more than 1000 ranges for extensions"
      ])
  }

  @Test func whatAFaultQuotesIsBounded() throws {
    let text = String(repeating: "t", count: 100_000)
    let fault = try #require(faults(file(.type("M", .field("x", 1, .text(7, text))))).first)
    #expect(fault.hasPrefix("x.pb (a.proto): M.x has a default that is none of its type: ttt"))
    #expect(fault.hasSuffix("t…"))
    #expect(fault.utf8.count < 1100)
  }

  @Test func aJSONNameMayBeAnyTextAndIsEscaped() throws {
    let name = "a\"b\\c\n\u{1}\u{7F}é"
    let set = file(
      .proto3,
      .type("M", .field("x", 1, .text(10, name)), .field("y", 2, .text(10, "")), .field("z", 3)))
    let schema = try DescriptorPool.load([set]).schema
    let id = try #require(schema.message(named: "M"))
    for shape in [JSONShape.protojson, .protojson(printsDefaults: true)] {
      let output = WireToJSON(schema, message: id, shape: shape)
      let wire = [WirePart.varint(1, 5), .varint(2, 6)].wire
      let document = try output.document(wire.span)
      let again = try Document.scan(document.text, .strict)
      #expect(again.tape == document.tape)
      #expect(again.string(at: 1) == Array(name.utf8))
      #expect(try JSONToWire(schema, message: id).wire(document) == wire)
    }
  }

  @Test func memoryIsBounded() {
    let empty = [UInt8]((0..<1000).flatMap { _ in [0x22, 0x00] as [UInt8] })
    let text = faults(file(.raw(empty)), limits: DescriptorLimits(memory: 50_000)).first
    #expect(
      text == "x.pb: is broken in its file 1: a value has the wrong wire type, or is too large")
  }

  @Test func allSetsTogetherHaveALimitOfBytes() {
    let limits = DescriptorLimits(bytes: 30)
    #expect(faults(file(), file(), limits: limits) == [])
    #expect(
      faults(file(), file(.type("LongName")), limits: limits) == [
        "x.pb: is too large: all sets together may have so many bytes, 19 are left"
      ])
  }

  @Test func optionsThatStandTwiceAreRefused() {
    #expect(
      faults(file(.message(8, []), .message(8, []))) == [
        "x.pb: is broken in its file 1: options stand twice"
      ])
  }

  @Test func groupsInOptionsOfOthersArePassedOver() throws {
    // Field 50 000 of the options of a field is a group that holds a group.
    let group: [UInt8] = [0x83, 0xB5, 0x18, 0x0B, 0x08, 0x01, 0x0C, 0x84, 0xB5, 0x18]
    let set = file(
      .type(
        "M", .field("x", 1, .repeated, .message(8, [.raw(group), .number(2, 1)])), .field("y", 2)))
    let schema = try DescriptorPool.load([set]).schema
    let id = try #require(schema.message(named: "M"))
    #expect(schema[id].fields.map(\.name) == ["x", "y"])
    #expect(schema[id].fields[0].isPacked)
  }

  @Test func everyPrefixOfARealSetIsTakenWithoutATrap() throws {
    let whole = try CatalogFixtures.set("legacy").bytes
    for count in whole.indices { _ = faults(set(Array(whole[..<count]))) }
  }

  @Test func everyFlippedByteOfARealSetIsTakenWithoutATrap() throws {
    var bytes = try CatalogFixtures.set("legacy").bytes
    for index in bytes.indices {
      for mask in [0x01, 0x80, 0xFF] as [UInt8] {
        bytes[index] ^= mask
        _ = faults(set(bytes))
        bytes[index] ^= mask
      }
    }
  }
}
