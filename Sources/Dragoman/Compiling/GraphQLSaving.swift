import Bytes
import Configuration
import Endpoints
import GraphQLBackend
import Network

/// How the calls of a GraphQL backend are made fewer; by default not at all.
struct GraphQLSaving: Sendable {
  /// Whether equal calls that are under way at once are one.
  var sharesCalls = false
  /// Whether calls of different clients are different ones.
  var tellsAddresses = false

  /// Which of the endpoint's batches it belongs to, and its number there; nil for none.
  var batch: (group: Int, number: Int)?

  /// Every call is made.
  init() {}

  /// What the configuration says of a backend. What passes through as it comes is for one alone.
  init(_ settings: GraphQLBackendConfiguration, of backend: BackendConfiguration) {
    sharesCalls = settings.sharesCalls && settings.kind == .query && backend.encoding != .noOp
    tellsAddresses = backend.inputHeaders.contains { name in
      Array(name.utf8).span.equalsIgnoringCase(lower: "x-forwarded-for")
    }
  }

  /// What stands around the backend.
  func sharing(_ backend: any Backend, _ group: LoopGroup) -> any Backend {
    guard sharesCalls else { return backend }
    return SharedBackend(backend, group: group, tellsAddresses: tellsAddresses)
  }
}
