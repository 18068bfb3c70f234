import Document
import DragomanTesting
import Foundation
import PythonTesting
import SocketTesting
import Testing

/// A gateway in the test's own process, before the real GraphQL server.
final class GraphQLTrial {
  let gateway: InProcessGateway
  let server: PythonServer
  /// What all its paths begin with: nobody else's do.
  let folder = "/\(UUID())"
  private let behaviour: String

  /// An endpoint with these members and one backend, at a path where the server behaves so.
  convenience init(
    _ graphQL: String, endpoint: String = #""endpoint": "/e/{id}""#, backend: String = "",
    root: String = "", at behaviour: String = "graphql"
  ) throws {
    try self.init(
      configuration: GraphQLFixture.configuration(
        graphQL, endpoint: endpoint, backend: backend, root: #""timeout": "20s","# + root),
      at: behaviour)
  }

  /// A gateway whose configuration names `$BACKEND` and there the path `/graphql`.
  init(configuration text: String, at behaviour: String = "graphql") throws {
    server = try #require(RealGraphQLServer.shared)
    self.behaviour = behaviour
    let host = "http://\(server.authority)"
    gateway = try InProcessGateway(
      text.replacing("$BACKEND", with: host)
        .replacing("\"/graphql\"", with: "\"\(folder)/\(behaviour)\""),
      backend: BackendScript())
  }

  deinit { gateway.stop() }

  func get(_ target: String, _ fields: [TestField] = []) throws -> TestAnswer {
    try gateway.get(target, fields: fields)
  }

  func post(_ target: String, _ content: String, _ fields: [TestField] = []) throws -> TestAnswer {
    try gateway.client.send(
      TestRequest("POST", target, fields: fields, content: Array(content.utf8)),
      port: gateway.port)
  }

  /// What the server received so far.
  func received() throws -> [ReceivedOperation] {
    let answer = try gateway.client.send(
      TestRequest("GET", "/received?path=\(folder)/\(behaviour)"), port: server.port)
    let records = try #require(answer.json)
    return try records.elements(of: records.root).map { node in
      ReceivedOperation(try Document.scan(records.slice(of: node), .strict))
    }
  }

  /// What the server itself answers to a request by POST.
  func ask(_ request: String, accept: String = "application/json") throws -> TestAnswer {
    let fields = [TestField("Content-Type", "application/json"), TestField("Accept", accept)]
    return try gateway.client.send(
      TestRequest("POST", "\(folder)/direct/graphql", fields: fields, content: Array(request.utf8)),
      port: server.port)
  }
}

extension TestAnswer {
  /// Whether it is JSON with the same values.
  func equals(_ json: String) -> Bool {
    sortedJSON == GraphQLFixture.sorted(Array(json.utf8))
  }
}
