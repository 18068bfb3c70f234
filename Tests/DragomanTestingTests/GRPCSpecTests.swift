import DragomanTesting
import Foundation
import Testing

@Suite("gRPC backends of exchange specs")
struct GRPCSpecTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let configuration = """
    {
      "version": 3,
      "extra_config": { "grpc": { "catalog": ["shop.pb"] } },
      "endpoints": [{
        "endpoint": "/items/{sku}",
        "backend": [{
          "host": ["127.0.0.1:9005"],
          "url_pattern": "/shop.v1.Warehouse/GetItem",
          "extra_config": { "backend/grpc": { "json": "protojson" } }
        }]
      }]
    }
    """

  /// A spec with these replies of `GetItem`, and one exchange for `/items/7`.
  private static func spec(
    _ replies: String, path: String = "/shop.v1.Warehouse/GetItem", call: String = "7"
  ) throws -> ExchangeSpec {
    var spec = try ExchangeSpec(
      json: Array(
        """
        {
          "grpc": {
            "catalog": ["shop.pb"],
            "backends": { "127.0.0.1:9005": { "\(path)": \(replies) } }
          },
          "exchanges": [{
            "request": { "target": "/items/7" },
            "expect": { "json": { "onHand": "3" } },
            "calls": [{
              "backend": "127.0.0.1:9005", "target": "/shop.v1.Warehouse/GetItem",
              "json": { "sku": "\(call)" }
            }]
          }]
        }
        """.utf8))
    let set = try Data(contentsOf: root.appending(path: "Examples/00-shop/warehouse.pb"))
    spec.descriptors["shop.pb"] = Array(set)
    return spec
  }

  private static func mismatches(_ spec: ExchangeSpec) throws -> [String] {
    let gateway = try TestGateway(configuration, spec: spec)
    defer { gateway.stop() }
    return gateway.mismatches()
  }

  @Test("the first reply whose condition holds is given, and the call is compared as JSON")
  func conditions() throws {
    let spec = try Self.spec(
      #"[{ "when": { "sku": "8" }, "json": {} }, { "json": { "on_hand": "3" } }]"#)
    #expect(try Self.mismatches(spec) == [])
  }

  @Test("a call with another message is told")
  func otherMessage() throws {
    let spec = try Self.spec(#"{ "json": { "on_hand": "3" } }"#, call: "8")
    #expect(try Self.mismatches(spec).count == 2)
  }

  @Test("a message for which there is no reply fails")
  func noReply() throws {
    let spec = try Self.spec(#"{ "when": { "sku": "8" }, "json": {} }"#)
    #expect(try Self.mismatches(spec).contains { $0.contains("500") })
  }

  @Test(
    "what does not go with the descriptors is told",
    arguments: [
      (#"{ "json": { "onhand": "3" } }"#, "/shop.v1.Warehouse/GetItem"),
      (#"{ "json": { "onHand": "many" } }"#, "/shop.v1.Warehouse/GetItem"),
      (#"{ "status": "LOST" }"#, "/shop.v1.Warehouse/GetItem"),
      (#"{ "details": [{ "@type": "x/none.Type" }] }"#, "/shop.v1.Warehouse/GetItem"),
      ("{}", "/shop.v1.Warehouse/Get"),
    ])
  func mistakes(reply: String, path: String) throws {
    let spec = try Self.spec(reply, path: path)
    #expect(throws: SpecError.self) { try SpecRunner(spec) }
  }

  @Test("a catalog that nobody read is told")
  func noCatalog() throws {
    var spec = try Self.spec("{}")
    spec.descriptors = [:]
    #expect(throws: SpecError.self) { try SpecRunner(spec) }
  }
}
