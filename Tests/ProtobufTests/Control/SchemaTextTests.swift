import Protobuf
import Testing

@Suite struct SchemaTextTests {
  private func text() throws -> SchemaText { SchemaText(try CatalogFixtures.schema("shop")) }

  @Test func servicesAreListedWithTheirMethods() throws {
    #expect(
      try text().services == """
        shop.v1.Orders
          Get(shop.v1.GetRequest) → shop.v1.Order
          Create(shop.v1.CreateRequest) → shop.v1.Order
          Update(shop.v1.Order) → shop.v1.Order
          Cancel(shop.v1.GetRequest) → google.protobuf.Empty
          Search(shop.v1.SearchRequest) → stream shop.v1.Order
          Upload(stream shop.v1.Order) → google.protobuf.Empty
          Chat(stream shop.v1.Order) → stream shop.v1.Order

        """)
  }

  @Test func aServiceIsDescribedWithItsOptions() throws {
    let service = try text().describe("shop.v1.Orders")
    #expect(
      service == """
        // shop.proto
        service shop.v1.Orders {
          rpc Get(shop.v1.GetRequest) returns (shop.v1.Order) {
            option idempotency_level = NO_SIDE_EFFECTS;
            // GET /v1/{name=shops/*/orders/*}
            // GET /v1/orders/{id}
          }
          rpc Create(shop.v1.CreateRequest) returns (shop.v1.Order) {
            // POST /v1/{parent=shops/*}/orders, body: order
          }
          rpc Update(shop.v1.Order) returns (shop.v1.Order) {
            option idempotency_level = IDEMPOTENT;
            // PUT /v1/{name=shops/*/orders/*}, body: *, response_body: lines
          }
          rpc Cancel(shop.v1.GetRequest) returns (google.protobuf.Empty) {
            // CANCEL /v1/{name=**}:cancel
          }
          rpc Search(shop.v1.SearchRequest) returns (stream shop.v1.Order) {
            // GET /v1/orders:search
          }
          rpc Upload(stream shop.v1.Order) returns (google.protobuf.Empty);
          rpc Chat(stream shop.v1.Order) returns (stream shop.v1.Order);
        }

        """)
  }

  @Test func methodsMessagesAndEnumerationsAreFoundByName() throws {
    let text = try text()
    let upload = """
      // /shop.v1.Orders/Upload
      rpc Upload(stream shop.v1.Order) returns (google.protobuf.Empty);

      """
    for name in ["/shop.v1.Orders/Upload", "shop.v1.Orders/Upload", ".shop.v1.Orders.Upload"] {
      #expect(text.describe(name) == upload)
    }
    #expect(
      text.describe("shop.v1.Status") == """
        // shop.proto
        enum shop.v1.Status {
          STATUS_UNSPECIFIED = 0;
          OPEN = 1;
          CLOSED = 2;
        }

        """)
    #expect(
      text.describe("shop.v1.Order.Line") == """
        // shop.proto
        message shop.v1.Order.Line {
          string sku = 1;
          sint32 count = 2;
        }

        """)
    #expect(text.describe("shop.v1.Nothing") == nil && text.describe("x") == nil)
    #expect(text.names.contains("shop.v1.Order") && !text.names.contains { $0.hasSuffix("Entry") })
  }
}
