import Configuration
import Endpoints
import GraphQLBackend
import Network

/// A backend that GraphQL clients speak with → what judges their requests, if anything does.
struct GraphQLProxyCompiler {
  private let settings: GraphQLProxyConfiguration
  private let endpoint: EndpointConfiguration

  init(_ settings: GraphQLProxyConfiguration, _ endpoint: EndpointConfiguration) {
    self.settings = settings
    self.endpoint = endpoint
  }

  /// What judges requests; nil where nobody does, or, with a reason, where nobody can.
  func composer(
    noting diagnostics: inout [Diagnostic],
    digest: () throws(SHA256.Unavailable) -> SHA256 = { () throws(SHA256.Unavailable) in
      try SHA256()
    }
  ) -> GraphQLProxyComposer? {
    guard settings.checksRequests else { return nil }
    do throws(SHA256.Unavailable) {
      return GraphQLProxyComposer(rules(try digest()))
    } catch {
      diagnostics.append(
        .mistake(
          at: settings.location,
          "GraphQL operations are recognized by their SHA-256, which needs OpenSSL: \(error)",
          suggestion: "install OpenSSL (on Debian the package libssl3)"))
      return nil
    }
  }

  private func rules(_ digest: SHA256) -> OperationRules {
    var rules = OperationRules(digest)
    for operation in settings.operations {
      switch operation {
      case .name(let name): rules.names.insert(name)
      case .hash(let hash): rules.hashes.insert(Array(hash.utf8))
      }
    }
    rules.maxDepth = settings.maxDepth
    rules.maxFields = settings.maxFields
    rules.allowsIntrospection = settings.allowsIntrospection
    rules.maxBatch = settings.maxBatch ?? 1
    return rules
  }

  /// Whether the client's content has to be whole: a request by GET that is judged has none.
  var gathersContent: Bool { settings.checksRequests && endpoint.method != "GET" }

  /// Opens the lists of what passes for what every GraphQL client sends: the type of the content,
  /// the parameters of a request by GET, and, where the answer is the server's own, what kinds of
  /// it are understood.
  func open(_ definition: inout CallDefinition) {
    var headers = ["Content-Type"]
    if endpoint.outputEncoding == .noOp { headers.append("Accept") }
    definition.inputHeaders = GraphQLProxyCompiler.adding(headers, to: definition.inputHeaders)
    if !definition.backendHeaders.isEmpty {
      definition.backendHeaders = GraphQLProxyCompiler.adding(
        headers, to: definition.backendHeaders)
    }
    guard endpoint.method == "GET" else { return }
    let names = GraphQLProxyComposer.parameters
    definition.inputQueryStrings = GraphQLProxyCompiler.adding(
      names, to: definition.inputQueryStrings)
    if !definition.backendQueryStrings.isEmpty {
      definition.backendQueryStrings = GraphQLProxyCompiler.adding(
        names, to: definition.backendQueryStrings)
    }
  }

  private static func adding(_ names: [String], to list: [String]) -> [String] {
    list + names.filter { !list.contains($0) }
  }
}
