/// Stands around everything that the gateway does with a request, routing included.
///
/// It may answer by itself, hand on a changed request, change the answer, or only look:
///
/// ```swift
/// struct KeyCheck: RequestMiddleware {
///   func respond(to request: GatewayRequest, next: NextRequest) async -> GatewayResponse {
///     guard request.head.fields.text("X-Api-Key") == "secret" else {
///       return .text("a key is needed", status: .unauthorized)
///     }
///     return await next(request)
///   }
/// }
/// ```
///
/// It runs on the event loop of the client's connection: waiting is fine, blocking is not.
public protocol RequestMiddleware: Sendable {
  /// The answer to a request; `next` is what the gateway would do without this middleware.
  func respond(to request: GatewayRequest, next: NextRequest) async -> GatewayResponse
}

/// What stands behind a request middleware: the next one, or the gateway itself.
public struct NextRequest {
  let visit: Visit
  let door: FrontDoor
  let rest: ArraySlice<any RequestMiddleware>

  /// Answers a request. Call it once; a second time only if the content was gathered before, since
  /// content that has been passed on cannot be read again.
  public func callAsFunction(_ request: GatewayRequest) async -> GatewayResponse {
    guard let first = rest.first else { return await door.heldAnswer(to: request, visit) }
    let next = NextRequest(visit: visit, door: door, rest: rest.dropFirst())
    return await first.respond(to: request, next: next)
  }
}
