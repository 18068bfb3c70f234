import Bytes
import Configuration
import Messages
import Network
import Routing

/// What the gateway answers by itself, without a backend.
enum ServiceEndpoint: Sendable {
  /// `GET /__health` (HLT-1)
  case health(path: String)
  /// `/__debug/` with anything behind it, for one method (DBG-1)
  case debug(Method)
  /// `/__echo/` with anything behind it, for one method (DBG-2)
  case echo(Method)

  /// The ones that a configuration switches on.
  static func list(_ configuration: ServiceConfiguration) -> [ServiceEndpoint] {
    var services: [ServiceEndpoint] = []
    if let path = configuration.router.healthPath { services.append(.health(path: path)) }
    let methods: [Method] = [.get, .head, .post, .put, .patch, .delete, .options]
    if configuration.debugEndpoint { services += methods.map { .debug($0) } }
    if configuration.echoEndpoint { services += methods.map { .echo($0) } }
    return services
  }

  var route: Route? {
    switch self {
    case .health(let path): (try? RoutePattern(service: path)).map { Route(.get, $0) }
    case .debug(let method):
      (try? RoutePattern(everythingBelow: "/__debug")).map { Route(method, $0) }
    case .echo(let method):
      (try? RoutePattern(everythingBelow: "/__echo")).map { Route(method, $0) }
    }
  }

  /// Whether it looks at the content of the request.
  var readsContent: Bool {
    if case .echo = self { return true }
    return false
  }

  /// The answer's content: `{"agents":{},"now":"…","status":"ok"}`, `{"message":"pong"}`, or what
  /// the request was.
  func content(_ request: RequestHead, body: [UInt8]) -> [UInt8] {
    switch self {
    case .echo: return EchoAnswer(request: request, body: body).content()
    case .debug: return [UInt8]("{\"message\":\"pong\"}")
    case .health:
      var text = [UInt8]("{\"agents\":{},\"now\":\"")
      WallClock.appendNow(to: &text)
      text.append("\",\"status\":\"ok\"}")
      return text
    }
  }
}
