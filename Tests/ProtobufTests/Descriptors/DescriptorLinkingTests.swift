import Protobuf
import Testing

@Suite struct DescriptorLinkingTests {
  private func lines(_ set: String, _ message: String) throws -> [String] {
    try CatalogFixtures.lines(try CatalogFixtures.schema(set), message)
  }

  private func field(_ schema: Schema, _ message: String, _ name: String) throws -> Field {
    let id = try #require(schema.message(named: message))
    return try #require(schema[id].field(named: name))
  }

  @Test("GRPC-1: fields of proto3 have the kinds and cardinalities that the file says")
  func proto3Fields() throws {
    #expect(
      try lines("shop", "shop.v1.Order") == [
        "string name = 1;",
        "repeated shop.v1.Order.Line lines = 2;",
        "map<string, shop.v1.Order.Line> by_sku = 3;",
        "shop.v1.Status status = 4;",
        "optional string note = 5;",
        "oneof payment {",
        "string card = 6;",
        "bytes token = 7;",
        "shop.v1.Order.Line voucher = 8;",
        "}",
        "repeated int32 codes = 9;",
        "repeated fixed64 unpacked = 10;",
        "google.protobuf.Any detail = 11;",
        "double weight = 12;",
      ])
    let schema = try CatalogFixtures.schema("shop")
    let order = "shop.v1.Order"
    #expect(try field(schema, order, "codes").isPacked)
    #expect(try !field(schema, order, "unpacked").isPacked)
    #expect(try field(schema, order, "name").cardinality == .implicit)
    #expect(try field(schema, order, "note").cardinality == .explicit)
    #expect(try field(schema, order, "note").oneof == nil)
    #expect(try field(schema, order, "voucher").oneof == 0)
    #expect(try field(schema, order, "by_sku").cardinality == .map)
    #expect(try field(schema, order, "bySku").number == 3)
    #expect(try field(schema, order, "name").validatesUTF8)
    #expect(try field(schema, "shop.v1.SearchRequest", "pageToken").jsonName == "token")
    let id = try #require(schema.message(named: order))
    #expect(schema[id].oneofs == ["payment"])
    #expect(schema[id].file == "shop.proto")
  }

  @Test("GRPC-1: defaults of proto2 are values of their types")
  func proto2Defaults() throws {
    #expect(
      try lines("legacy", "legacy.Defaults") == [
        "optional double d = 1 [default = -inf];",
        "optional float f = 2 [default = 1.5];",
        "optional double n = 3 [default = nan];",
        "optional int32 i = 4 [default = -7];",
        "optional int64 l = 5 [default = -9223372036854775808];",
        "optional uint64 u = 6 [default = 18446744073709551615];",
        "optional bool b = 7 [default = true];",
        #"optional string s = 8 [default = "a\"b\012ü"];"#,
        #"optional bytes y = 9 [default = "\000\001\"\377\\x"];"#,
        "optional legacy.Level e = 10 [default = HIGH];",
        "optional fixed32 x = 11 [default = 4294967295];",
        "optional sint32 z = 12 [default = -2147483648];",
      ])
    let schema = try CatalogFixtures.schema("legacy")
    #expect(
      try field(schema, "legacy.Defaults", "y").defaultValue == .bytes([0, 1, 34, 255, 92, 120]))
    #expect(try !field(schema, "legacy.Defaults", "s").validatesUTF8)
  }

  @Test func escapesInDefaultsOfBytesAreThoseOfC() throws {
    let set = DescriptorSet(
      "a.pb",
      (
        "a.proto",
        [.type("M", .field("x", type: 12, .text(7, #"\a\b\f\n\r\t\v\?\'\x7F\x1\18"#)))]
      ))
    let schema = try DescriptorPool.load([set]).schema
    #expect(
      try field(schema, "M", "x").defaultValue
        == .bytes([7, 8, 12, 10, 13, 9, 11, 63, 39, 0x7F, 1, 1, 56]))
  }

  @Test("GRPC-1: groups, required fields, closed enumerations and extensions of proto2")
  func proto2Messages() throws {
    #expect(
      try lines("legacy", "legacy.Tree") == [
        "required string id = 1;",
        "group legacy.Tree.Leaf leaf = 2;",
        "repeated group legacy.Tree.Branch branch = 3;",
        "repeated int32 plain = 4;",
        "optional legacy.Level [legacy.Tree.level] = 101;",
        "optional string [legacy.note] = 100;",
        "repeated legacy.Tree [legacy.more] = 150;",
      ])
    let schema = try CatalogFixtures.schema("legacy")
    let level = try #require(schema.enumeration(named: "legacy.Level"))
    #expect(schema[level].isClosed)
    #expect(schema[level].values.map(\.number) == [-1, 3, 3])
    let note = try field(schema, "legacy.Tree", "[legacy.note]")
    #expect(note.isExtension && note.jsonName == "[legacy.note]")
    #expect(try field(schema, "legacy.Tree.Branch", "codes").isPacked)
    #expect(try !field(schema, "legacy.Tree", "plain").isPacked)
  }

  @Test func aMessageSetHasExtensionsOfHighNumbers() throws {
    let schema = try CatalogFixtures.schema("legacy")
    let id = try #require(schema.message(named: "legacy.Set"))
    #expect(schema[id].isMessageSet)
    #expect(schema[id].fields.map(\.number) == [2_147_483_646])
    #expect(schema[id].fields.map(\.name) == ["[legacy.Member.member]"])
  }

  @Test("GRPC-1: features of editions go from the file to messages and fields")
  func editionFeatures() throws {
    #expect(
      try lines("editions", "edition.Defaulted") == [
        "optional string explicit = 1;",
        "string implicit = 2;",
        "required string required = 3;",
        "repeated int32 expanded = 4;",
        "repeated int32 packed = 5;",
        "optional string checked = 6;",
        "edition.Defaulted.Inner inner = 7;",
        "group edition.Defaulted.Inner delimited = 8;",
        "map<string, edition.Defaulted.Inner> map = 9;",
        "optional edition.Open open = 10;",
        "optional edition.Closed closed = 11;",
        "oneof choice {",
        "string one = 12;",
        "edition.Defaulted.Inner two = 13;",
        "}",
        "optional int32 with_default = 14 [default = 5];",
        "optional string [edition.extra] = 100;",
      ])
    let schema = try CatalogFixtures.schema("editions")
    let name = "edition.Defaulted"
    #expect(try !field(schema, name, "expanded").isPacked)
    #expect(try field(schema, name, "packed").isPacked)
    #expect(try !field(schema, name, "explicit").validatesUTF8)
    #expect(try field(schema, name, "checked").validatesUTF8)
    #expect(try field(schema, name, "[edition.extra]").validatesUTF8)
    #expect(try field(schema, "edition.Defaulted.Inner", "number").cardinality == .implicit)
    #expect(try field(schema, "edition.Defaulted.Inner", "numbers").isPacked)
    for (type, isClosed) in [("edition.Open", false), ("edition.Closed", true)] {
      let id = try #require(schema.enumeration(named: type))
      #expect(schema[id].isClosed == isClosed)
    }
  }

  @Test func delimitedMessagesOfAFileLeaveMapsAlone() throws {
    #expect(
      try lines("editions", "delimited.Outer") == [
        "group delimited.Outer inner = 1;",
        "map<int32, delimited.Outer> by_number = 2;",
        "repeated group delimited.Outer all = 3;",
        "optional delimited.Kind kind = 4;",
        "delimited.Outer framed = 5;",
      ])
  }

  @Test func featuresOfAMessageAndOfAOneofAreInherited() throws {
    // No protoc sets these there today, but the rule of inheritance has them.
    let options = DescriptorBytes.message(7, [.message(12, [.number(1, 2), .number(4, 3)])])
    let oneof = DescriptorBytes.message(
      8, [.text(1, "o"), .message(2, [.message(1, [.number(4, 2)])])])
    let set = DescriptorSet(
      "a.pb",
      (
        "a.proto",
        [
          .text(12, "editions"), .number(14, 1000),
          .type(
            "M", options, oneof, .field("x", 1, type: 9), .field("y", 2, type: 9, .number(9, 0)),
            .nested("N", .field("z", 1, type: 9)),
            .nested("R", .message(7, [.message(12, [.number(1, 1)])]), .field("z", 1, type: 9))),
        ]
      ))
    let schema = try DescriptorPool.load([set]).schema
    #expect(try field(schema, "M", "x").cardinality == .implicit)
    #expect(try !field(schema, "M", "x").validatesUTF8)
    #expect(try field(schema, "M", "y").validatesUTF8)
    #expect(try field(schema, "M.N", "z").cardinality == .implicit)
    #expect(try field(schema, "M.R", "z").cardinality == .explicit)
  }

  @Test func featuresInFilesWithoutEditionsSayNothing() throws {
    let file = DescriptorBytes.message(8, [.message(50, [.number(1, 2)])])
    let set = DescriptorSet("a.pb", ("a.proto", [file, .type("M", .field("x"))]))
    #expect(try field(try DescriptorPool.load([set]).schema, "M", "x").cardinality == .explicit)
  }

  @Test func namesWithoutALeadingDotAreLookedForFromTheInnermostScope() throws {
    let set = DescriptorSet(
      "a.pb",
      (
        "a.proto",
        [
          .text(2, "a.b"), .type("N"),
          .type(
            "M", .nested("N"), .field("x", 1, type: 11, of: "N"),
            .field("y", 2, type: 11, of: "b.N"),
            .field("z", 3, type: 0, of: "a.b.N"), .field("e", 4, type: 0, of: "E")),
          .enumeration("E", [("A", 0)]),
        ]
      ))
    let schema = try DescriptorPool.load([set]).schema
    let types = try CatalogFixtures.lines(schema, "a.b.M")
    #expect(
      types == [
        "a.b.M.N x = 1;", "a.b.N y = 2;", "a.b.N z = 3;", "optional a.b.E e = 4;",
      ])
  }

  @Test("json_name is lower camel case unless the file says otherwise")
  func jsonNames() throws {
    let names = [
      "foo_bar": "fooBar", "_foo__bar_": "FooBar", "Foo_2x": "Foo2x", "fooBar": "fooBar",
    ]
    let set = DescriptorSet(
      "a.pb",
      (
        "a.proto",
        [
          .message(
            4,
            [.text(1, "M")]
              + names.keys.sorted().enumerated().map { .field($1, $0 + 1) })
        ]
      ))
    let schema = try DescriptorPool.load([set]).schema
    let id = try #require(schema.message(named: "M"))
    for field in schema[id].fields { #expect(field.jsonName == names[field.name]) }
  }
}
