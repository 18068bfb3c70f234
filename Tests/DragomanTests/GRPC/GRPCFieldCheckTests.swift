import Configuration
import Testing

@Suite("Fields of gRPC answers in the configuration")
struct GRPCFieldCheckTests {
  @Test(
    "fields that an answer can have say nothing",
    arguments: [
      #""allow": ["name", "lines", "lines[].sku", "by_sku.x.y", "detail.anything"]"#,
      #""allow": ["voucher.count"]"#,
      #""deny": ["payment", "note"]"#.replacing("payment", with: "card"),
      #""mapping": {"name": "title", "lines[].sku": "id"}"#,
      #""target": "voucher", "allow": ["sku"]"#,
    ])
  func good(backend: String) {
    #expect(GRPCFixture.findings("Get", backend: backend).map(\.text) == [])
  }

  @Test(
    "fields that no answer has are warnings with what was meant",
    arguments: [
      (#""allow": ["nmae"]"#, "Order has no field `nmae`", "did you mean `name`?"),
      (#""deny": ["lines[].skus"]"#, "Line has no field `skus`", "did you mean `sku`?"),
      (#""allow": ["bySku"]"#, "no field `bySku`", "write `by_sku`"),
      (#""allow": ["lines.sku"]"#, "`lines` is a list", "`lines[]`"),
      (#""allow": ["name.first"]"#, "`name` has no fields", nil),
      (#""allow": ["voucher[].sku"]"#, "`voucher[]` is no list", "without `[]`"),
      (#""mapping": {"titel": "title"}"#, "no field `titel`", "it has name, lines"),
      (#""mapping": {"voucher.sku": "x"}"#, "only fields at the top", "flatmap_filter"),
      (#""target": "vouchers""#, "gives an empty answer", "did you mean `voucher`?"),
      (#""target": "lines""#, "it is a list", "name it in `allow` instead"),
      (#""target": "voucher", "allow": ["name"]"#, "Line has no field `name`", "it has sku, count"),
    ])
  func bad(backend: String, message: String, suggestion: String?) throws {
    let found = GRPCFixture.findings("Get", backend: backend)
    #expect(found.count == 1)
    let diagnostic = try #require(found.first)
    #expect(diagnostic.severity == .warning)
    #expect(diagnostic.message.contains(message))
    #expect(diagnostic.location.line == 8)
    if let suggestion {
      #expect(diagnostic.suggestion?.contains(suggestion) == true)
    } else {
      #expect(diagnostic.suggestion == nil)
    }
  }

  @Test("GRPC-9: names are those of the convention that holds")
  func conventions() {
    let camel = #""response_naming_convention": "camelCase""#
    let found = GRPCFixture.findings("Get", backend: #""allow": ["by_sku"]"#, grpc: camel)
    #expect(found.first?.suggestion?.contains("camelCase: write `bySku`") == true)
    let good = GRPCFixture.findings("Get", backend: #""allow": ["bySku"]"#, grpc: camel)
    #expect(good.isEmpty)
    let canonical = GRPCFixture.findings(
      "Get", backend: #""allow": ["bySku"]"#, grpc: #""json": "protojson""#)
    #expect(canonical.isEmpty)
  }

  @Test("messages that are gathered are below `collection`")
  func gathered() {
    let endpoint = #""endpoint": "/e", "output_encoding": "xml""#
    func found(_ allow: String) -> [Diagnostic] {
      GRPCFixture.findings("Search", endpoint: endpoint, backend: #""allow": ["\#(allow)"]"#)
    }
    #expect(found("collection").isEmpty)
    #expect(found("collection[].name").isEmpty)
    #expect(found("[].name").isEmpty)
    #expect(found("name").first?.suggestion?.contains("collection[]") == true)
    #expect(found("collection[].nmae").first?.suggestion?.contains("`name`") == true)
    #expect(
      GRPCFixture.findings("Search", backend: #""allow": ["name"]"#).map(\.text) == [])
  }

  @Test("operations of a flatmap are followed as far as nothing has moved")
  func operations() {
    func found(_ operations: String) -> [String] {
      GRPCFixture.findings(
        "Get",
        backend: #""extra_config2": 1"#.replacing(#""extra_config2": 1"#, with: #""group": """#),
        grpc: #"}, "proxy": {"flatmap_filter": [\#(operations)]"#
      ).compactMap(\.suggestion)
    }
    #expect(found(#"{"type": "del", "args": ["lines.*.sku", "by_sku.x", "lines.0"]}"#) == [])
    #expect(
      found(#"{"type": "del", "args": ["lines.*.skus"]}"#) == ["did you mean `sku`?"])
    #expect(
      found(
        #"{"type": "move", "args": ["name", "title"]}, {"type": "del", "args": ["title"]}"#) == [])
    #expect(
      found(#"{"type": "move", "args": ["nmae", "title"]}"#) == ["did you mean `name`?"])
  }

  @Test("an answer without fields of its own takes any path", arguments: ["Cancel", "Upload"])
  func empty(method: String) {
    let found = GRPCFixture.findings(
      method, endpoint: #""endpoint": "/e", "method": "POST""#, backend: #""allow": ["x"]"#)
    #expect(found.map(\.suggestion) == ["it has no fields at all"])
  }
}
