import Protobuf
import Testing

@Suite struct CatalogTests {
  @Test("GRPC-1: imports are followed across sets, in any order")
  func importsAcrossSets() throws {
    let user = DescriptorSet(
      "a.pb",
      ("user.proto", [.imports("item.proto"), .type("User", .field("x", type: 11, of: ".Item"))]))
    let item = DescriptorSet("b.pb", ("item.proto", [.type("Item")]))
    for sets in [[user, item], [item, user]] {
      let pool = try DescriptorPool.load(sets)
      #expect(pool.schema.message(named: "User") != nil)
      #expect(pool.warnings.isEmpty)
    }
  }

  @Test("GRPC-1: of a file that two sets have, the first definition stays")
  func firstFileStays() throws {
    let first = DescriptorSet("a.pb", ("x.proto", [.type("X", .field("first"))]))
    let second = DescriptorSet("b.pb", ("x.proto", [.type("X", .field("second"))]))
    let pool = try DescriptorPool.load([first, second, first])
    let id = try #require(pool.schema.message(named: "X"))
    #expect(pool.schema[id].fields.map(\.name) == ["first"])
    #expect(
      pool.warnings.map(\.description) == [
        "a.pb (x.proto): is in b.pb too, which says something else and is not used"
      ])
  }

  @Test("GRPC-1: of a name that two files declare, the first stays, with a warning")
  func firstSymbolStays() throws {
    let first = DescriptorSet("a.pb", ("x.proto", [.type("X", .nested("Y"))]))
    let second = DescriptorSet(
      "b.pb",
      ("z.proto", [.type("X", .field("other")), .type("Z", .field("x", type: 11, of: ".X"))]))
    let pool = try DescriptorPool.load([first, second])
    #expect(pool.schema.messages.filter { $0.name == "X" }.map(\.file) == ["x.proto"])
    #expect(
      pool.warnings.map(\.description) == [
        "b.pb (z.proto): X is declared in x.proto (a.pb) too, which came first"
      ])
  }

  @Test func importsThatNothingNeedsAreWarnings() throws {
    let pool = try DescriptorPool.load([try CatalogFixtures.set("shop-alone")])
    #expect(
      pool.warnings.map(\.description) == [
        "shop-alone.pb (shop.proto): imports google/api/annotations.proto, which no set has"
      ])
    let rule = pool.schema.method(path: "/shop.v1.Orders/Get")?.httpRule
    #expect(rule?.path == "/v1/{name=shops/*/orders/*}")
    #expect(rule?.additionalBindings.map(\.path) == ["/v1/orders/{id}"])
  }

  @Test func wellKnownTypesAreThereWithoutAnySet() throws {
    let pool = try DescriptorPool.load([])
    for name in [
      "google.protobuf.Any", "google.protobuf.Timestamp", "google.protobuf.Duration",
      "google.protobuf.Struct", "google.protobuf.Value", "google.protobuf.ListValue",
      "google.protobuf.Empty", "google.protobuf.FieldMask", "google.protobuf.BytesValue",
      "google.protobuf.DoubleValue", "google.protobuf.FloatValue", "google.protobuf.Int64Value",
      "google.protobuf.UInt64Value", "google.protobuf.Int32Value", "google.protobuf.UInt32Value",
      "google.protobuf.BoolValue", "google.protobuf.StringValue", "google.api.HttpBody",
    ] {
      let id = try #require(pool.schema.message(named: name))
      #expect(pool.schema[id].wellKnown == WellKnownType(name: name), "\(name)")
    }
    for name in ["google.rpc.Status", "google.rpc.BadRequest", "google.rpc.ErrorInfo"] {
      #expect(pool.schema.message(named: name) != nil)
    }
    let null = try #require(pool.schema.enumeration(named: "google.protobuf.NullValue"))
    #expect(pool.schema[null].isNullValue)
    #expect(pool.files.allSatisfy { $0.set == nil })
    #expect(pool.warnings.isEmpty)
  }

  @Test func aSetsOwnWellKnownTypesGoFirst() throws {
    let pool = try DescriptorPool.load([try CatalogFixtures.set("shop")])
    let any = pool.files.filter { $0.name == "google/protobuf/any.proto" }
    #expect(any.map(\.set) == ["shop.pb"])
    #expect(pool.schema.messages.count { $0.name == "google.protobuf.Any" } == 1)
    #expect(pool.files.first { $0.name == "shop.proto" }?.package == "shop.v1")
    #expect(pool.files.first { $0.name == "shop.proto" }?.syntax == .proto3)
    #expect(pool.files.first { $0.name == "shop.proto" }?.imports.count == 7)
    #expect(pool.warnings.isEmpty)
  }

  @Test(
    "A message with the name of a well-known type and other fields is an ordinary one",
    arguments: [
      "Any", "Timestamp", "Duration", "Struct", "Value", "ListValue", "Empty", "FieldMask",
      "BytesValue", "DoubleValue", "StringValue",
    ])
  func falseWellKnownTypes(name: String) throws {
    let set = DescriptorSet(
      "a.pb",
      ("mine.proto", [.text(2, "google.protobuf"), .type(name, .field("odd", 9, type: 17))]))
    let pool = try DescriptorPool.load([set])
    let id = try #require(pool.schema.message(named: "google.protobuf.\(name)"))
    #expect(pool.schema[id].wellKnown == nil)
    let text =
      "a.pb (mine.proto): google.protobuf.\(name) "
      + "has other fields than the well-known type of this name"
    #expect(pool.warnings.map(\.description).contains(text))
  }

  @Test func twoExtensionsOfOneNumberLeaveTheFirst() throws {
    func extend(_ name: String) -> DescriptorBytes {
      .message(7, [.text(1, name), .text(2, ".M"), .number(3, 100), .number(5, 5)])
    }
    let target = DescriptorBytes.type("M", .message(5, [.number(1, 100), .number(2, 200)]))
    let pool = try DescriptorPool.load([
      DescriptorSet("a.pb", ("m.proto", [target, extend("one")])),
      DescriptorSet("b.pb", ("n.proto", [extend("two")])),
    ])
    let id = try #require(pool.schema.message(named: "M"))
    #expect(pool.schema[id].fields.map(\.name) == ["[one]"])
    #expect(
      pool.warnings.map(\.description) == [
        "b.pb (n.proto): [two] extends M with the number 100, which another extension has"
      ])
  }

  @Test func methodsHaveTheirStreamsTypesAndOptions() throws {
    let schema = try CatalogFixtures.schema("shop")
    let service = try #require(schema.service(named: "shop.v1.Orders"))
    let search = try #require(service.method(named: "Search"))
    #expect(search.isServerStreaming && !search.isClientStreaming)
    let chat = try #require(schema.method(path: "/shop.v1.Orders/Chat"))
    #expect(chat.isServerStreaming && chat.isClientStreaming && chat.httpRule == nil)
    let upload = try #require(service.method(named: "Upload"))
    #expect(schema[upload.output].name == "google.protobuf.Empty")
    #expect(service.method(named: "Get")?.idempotency == .noSideEffects)
    #expect(service.method(named: "Update")?.idempotency == .idempotent)
    #expect(service.method(named: "Cancel")?.idempotency == .unknown)
    #expect(service.method(named: "Cancel")?.httpRule?.method == "CANCEL")
    #expect(service.method(named: "Update")?.httpRule?.responseBody == "lines")
  }

  @Test func setsAreReadWhateverTheirOrderOfFiles() throws {
    let sets = try ["shop", "legacy", "editions", "annotations"].map(CatalogFixtures.set)
    let one = try DescriptorPool.load(sets).schema.messages.map(\.name).sorted()
    let other = try DescriptorPool.load(sets.reversed()).schema.messages.map(\.name).sorted()
    #expect(one == other)
  }
}
