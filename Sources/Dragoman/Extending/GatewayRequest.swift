import Endpoints
import HTTP
public import Messages

/// A client's request as request middleware sees it. Belongs to the loop of the client's
/// connection.
public struct GatewayRequest {
  let visit: Visit
  /// Method, target and fields: as received, or as middleware before has changed them.
  public var head: RequestHead

  init(_ visit: Visit) {
    self.visit = visit
    head = visit.request
  }

  /// The name that log lines about this request have in common (`X-Request-Id`, or a made one).
  public var id: String { String(decoding: visit.requestID, as: UTF8.self) }

  /// The path of the target, as received: still encoded, without the query.
  public var path: String { String(decoding: head.target.bytes[head.target.path], as: UTF8.self) }

  /// The address of the client's end of the connection.
  public var peerAddress: FieldValue { visit.exchange.peerAddress }

  /// The address of the client as `trusted_proxies` and `forwarded_by_client_ip` tell it (IP-1).
  public var clientAddress: FieldValue { visit.clientAddress }

  /// The content of the request, gathered, at most `max_request_body` of it; what comes behind
  /// reads it from here. Asking again costs nothing.
  public func content() async throws(BodyFailure) -> [UInt8] { try await visit.collected() }
}
