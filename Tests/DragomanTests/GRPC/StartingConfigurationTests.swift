import Configuration
import Dragoman
import Foundation
import Protobuf
import Testing

@Suite("A configuration to start with")
struct StartingConfigurationTests {
  private static func start() throws -> StartingConfiguration {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: GRPCFixture.catalog)))
    let schema = try DescriptorPool.load([DescriptorSet(name: "shop.pb", bytes: bytes)]).schema
    let service = try #require(schema.service(named: "shop.v1.Orders"))
    return StartingConfiguration(
      service, in: schema, catalog: [GRPCFixture.catalog], host: "shop.test:50051")
  }

  private static func load(_ json: [UInt8]) -> LoadedConfiguration {
    LoadedConfiguration(String(decoding: json, as: UTF8.self))
  }

  @Test("the endpoints of a service are accepted without a word")
  func accepted() throws {
    let loaded = Self.load(try Self.start().endpoints)
    #expect(loaded.diagnostics.map(\.text) == [])
    #expect(loaded.blueprint != nil)
  }

  @Test("an endpoint is where the annotation says, if an endpoint can be there")
  func places() throws {
    let endpoints = try #require(Self.load(try Self.start().endpoints).configuration).endpoints
    #expect(
      endpoints.map(\.name) == [
        "GET /v1/orders/{id}", "POST /orders/create", "POST /orders/update", "POST /orders/cancel",
        "GET /v1/orders:search", "POST /orders/upload", "POST /orders/chat",
      ])
    #expect(endpoints[0].inputQueryStrings == ["name"])
    #expect(
      endpoints[4].inputQueryStrings == [
        "tag", "fields", "page_size", "pageToken", "filter.status", "filter.min_total",
        "filter.since",
      ])
    #expect(
      endpoints.map { $0.backends[0].grpc?.usesRequestBody ?? false }
        == [false, true, true, true, false, true, true])
  }

  @Test("methods whose annotations no endpoint can say are told")
  func unsaid() throws {
    #expect(try Self.start().unsaid == ["Create", "Update", "Cancel"])
  }

  @Test("the form of `expose` is accepted too, and makes the annotated methods")
  func exposure() throws {
    let loaded = Self.load(try #require(try Self.start().exposure))
    #expect(loaded.diagnostics.map(\.text) == [])
    #expect(loaded.configuration?.grpc.exposures.count == 1)
  }
}
