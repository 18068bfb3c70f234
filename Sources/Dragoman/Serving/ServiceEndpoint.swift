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

  /// The ones that a configuration switches on.
  static func list(_ configuration: ServiceConfiguration) -> [ServiceEndpoint] {
    var services: [ServiceEndpoint] = []
    if let path = configuration.router.healthPath { services.append(.health(path: path)) }
    if configuration.debugEndpoint {
      let methods: [Method] = [.get, .head, .post, .put, .patch, .delete, .options]
      services += methods.map { .debug($0) }
    }
    return services
  }

  var route: Route? {
    switch self {
    case .health(let path): (try? RoutePattern(service: path)).map { Route(.get, $0) }
    case .debug(let method):
      (try? RoutePattern(everythingBelow: "/__debug")).map { Route(method, $0) }
    }
  }

  /// The answer's content: `{"agents":{},"now":"…","status":"ok"}` or `{"message":"pong"}`
  func content() -> [UInt8] {
    switch self {
    case .debug: return [UInt8]("{\"message\":\"pong\"}")
    case .health:
      var text = [UInt8]("{\"agents\":{},\"now\":\"")
      WallClock.appendNow(to: &text)
      text.append("\",\"status\":\"ok\"}")
      return text
    }
  }
}
