import Bytes
import Configuration
import Messages
import Network
import Routing

/// What the gateway answers by itself, without a backend.
enum ServiceEndpoint: Sendable {
  /// `GET /__health` (HLT-1)
  case health(path: String)

  /// The ones that a configuration switches on.
  static func list(_ configuration: ServiceConfiguration) -> [ServiceEndpoint] {
    guard let path = configuration.router.healthPath else { return [] }
    return [.health(path: path)]
  }

  var route: Route? {
    switch self {
    case .health(let path): (try? RoutePattern(service: path)).map { Route(.get, $0) }
    }
  }

  /// The answer's content: `{"agents":{},"now":"…","status":"ok"}`
  func content() -> [UInt8] {
    switch self {
    case .health:
      var text = [UInt8]("{\"agents\":{},\"now\":\"")
      WallClock.appendNow(to: &text)
      text.append("\",\"status\":\"ok\"}")
      return text
    }
  }
}
