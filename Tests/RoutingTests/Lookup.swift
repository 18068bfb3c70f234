import Bytes
import Messages
import Routing

/// A table from lines such as `GET /users/{id}` and look-ups written as text.
struct Lookup {
  let table: RouteTable
  let patterns: [String]

  init(
    _ routes: String..., anywhere: Bool = false,
    options: (inout RoutingOptions) -> Void = { _ in }
  ) throws {
    try self.init(routes: routes, anywhere: anywhere, options: options)
  }

  init(
    routes: [String], anywhere: Bool = false, options: (inout RoutingOptions) -> Void = { _ in }
  ) throws {
    var settings = RoutingOptions()
    options(&settings)
    patterns = routes
    table = try RouteTable.build(
      try routes.map { try Lookup.route($0, anywhere: anywhere) }, settings)
  }

  static func route(_ line: String, anywhere: Bool = false) throws -> Route {
    let parts = line.split(separator: " ", maxSplits: 1)
    let method = Method(Array(parts[0].utf8).span) ?? .other([])
    return Route(
      method, try RoutePattern(endpoint: String(parts[1]), anywhere ? .anywhere : .afterSlash))
  }

  /// The outcome of a request line as one line of text.
  func callAsFunction(_ request: String) -> String {
    let parts = request.split(separator: " ", maxSplits: 1)
    let method = Method(Array(parts[0].utf8).span) ?? .other([])
    let target = Array(parts[1].utf8)
    let mark = target.firstIndex(of: ASCII.question)
    let query = mark.map { Array(target[($0 + 1)...]) }
    switch table.match(method, target, path: 0..<(mark ?? target.count)) {
    case .route(let index, let parameters):
      let values = (0..<parameters.count).map { text(parameters[$0]) }
      return ([patterns[index]] + values).joined(separator: " | ")
    case .options(let allow): return "options \(text(allow))"
    case .redirect(let redirect):
      return "\(redirect.status.code) \(text(redirect.location(query: query?.span)))"
    case .methodNotAllowed(let allow): return "405 \(text(allow))"
    case .badParameter: return "400"
    case .notFound: return "404"
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
