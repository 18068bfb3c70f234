package import Protobuf

/// A configuration to start with: endpoints for the methods of a gRPC service, or the entry of
/// `expose` that makes them of its annotations.
package struct StartingConfiguration {
  private let service: ServiceType
  private let schema: Schema
  private let catalog: [String]
  private let host: String

  /// `catalog` and `host` are written as they are.
  package init(_ service: ServiceType, in schema: Schema, catalog: [String], host: String) {
    self.service = service
    self.schema = schema
    self.catalog = catalog
    self.host = host
  }

  /// An endpoint for each method, as compact JSON.
  package var endpoints: [UInt8] {
    var taken: Set<String> = []
    let endpoints = service.methods.map { method -> StartingValue in
      let places = StartingPlace.annotated(method, schema) + [StartingPlace(method, of: service)]
      // The last one is the method's own name, which no other of its service has.
      let free = places.first { !taken.contains($0.route) } ?? StartingPlace(method, of: service)
      taken.insert(free.route)
      return StartingEndpoint(method, at: free, schema, host: host).value
    }
    return root(grpc: [], [("endpoints", .list(endpoints))])
  }

  /// The methods whose annotations no written endpoint can say, by their names.
  package var unsaid: [String] {
    service.methods.filter { method in
      method.httpRule != nil && StartingPlace.annotated(method, schema).isEmpty
    }.map(\.name)
  }

  /// The entry of `expose`, as compact JSON; nil if no method has an annotation.
  package var exposure: [UInt8]? {
    guard service.methods.contains(where: { $0.httpRule != nil }) else { return nil }
    let entry = StartingValue.object([
      ("service", .list([.text(service.name)])),
      ("backend", .object([("host", .list([.text(host)]))])),
    ])
    return root(grpc: [("expose", .list([entry]))], [("endpoints", .list([]))])
  }

  private func root(
    grpc: [(String, StartingValue)], _ rest: [(String, StartingValue)]
  ) -> [UInt8] {
    let names = StartingValue.list(catalog.map { .text($0) })
    let namespaces = StartingValue.object([("grpc", .object([("catalog", names)] + grpc))])
    return StartingValue.object(
      [("version", .number(3)), ("extra_config", namespaces)] + rest
    ).json
  }
}
