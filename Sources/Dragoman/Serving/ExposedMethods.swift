import Endpoints
import Messages
import Protobuf
import Routing

/// The endpoints that annotations made: asked where no written endpoint takes a request.
struct ExposedMethods: Sendable {
  /// What a request is for.
  enum Match {
    /// An endpoint, by its position among the exposed ones, and the values of its placeholders.
    case endpoint(Int, RequestParameters)
    /// The path is known, the method is not: the methods, for `Allow`.
    case otherMethods([String])
    case none
  }

  private let table: BindingTable

  init(_ table: BindingTable) { self.table = table }

  /// What a request is for; `path` is as it was sent.
  func match(_ method: Method, path: [UInt8]) -> Match {
    let name = String(decoding: method.bytes, as: UTF8.self)
    if let found = table.match(name, path) {
      return .endpoint(found.index, RequestParameters.none.appending(found.values.map { $0 }))
    }
    let methods = table.methods(for: path)
    return methods.isEmpty ? .none : .otherMethods(methods)
  }
}

extension RouteMatch {
  /// What the router says, with the methods that annotations know for the same path: both kinds of
  /// endpoints are one to a client.
  func adding(_ methods: [String], to request: RequestHead, _ answersOptions: Bool) -> RouteMatch {
    let exposed = Array(methods.joined(separator: ", ").utf8)
    return switch self {
    case .methodNotAllowed(let allow): .methodNotAllowed(allow: allow + Array(", ".utf8) + exposed)
    case .options(let allow): .options(allow: allow + Array(", ".utf8) + exposed)
    case .notFound where answersOptions && request.method == .options: .options(allow: exposed)
    case .notFound: .methodNotAllowed(allow: exposed)
    case .route, .redirect, .badParameter: self
    }
  }
}
