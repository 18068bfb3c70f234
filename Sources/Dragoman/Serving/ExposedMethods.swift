import Endpoints
import Messages
import Protobuf

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
