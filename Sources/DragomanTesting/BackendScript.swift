/// What a scripted backend answers, by request.
public struct BackendScript: Sendable {
  /// Replies by what is asked for: `GET /users/7?x=1`, `/users/7?x=1`, `GET /users/7`, `/users/7`
  /// or `*`, looked for in this order. One reply a call; the last one repeats.
  public var routes: [String: [ScriptedReply]]

  /// A script that answers 404 to everything.
  public init() { routes = [:] }

  /// A script with these replies.
  public init(_ routes: [String: [ScriptedReply]]) { self.routes = routes }

  /// A script with one reply for each route.
  public init(_ routes: [String: ScriptedReply]) { self.routes = routes.mapValues { [$0] } }

  /// The route that a request takes, or nil.
  func route(method: String, target: String) -> String? {
    let path = String(target.prefix { $0 != "?" })
    let candidates = ["\(method) \(target)", target, "\(method) \(path)", path, "*"]
    return candidates.first { routes[$0] != nil }
  }

  /// The reply to the call of this number (from 0) on a route.
  func reply(route: String, call: Int) -> ScriptedReply? {
    guard let replies = routes[route], !replies.isEmpty else { return nil }
    return replies[min(call, replies.count - 1)]
  }
}
