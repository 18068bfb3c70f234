import HTTP
import Messages

/// What a request's way through middleware leaves to be remembered.
final class MiddlewarePassage {
  /// Whether answers are kept for middleware, and not sent.
  var isHolding = false
  /// The answer that was kept.
  var held: GatewayResponse?
  /// The content of the request, where middleware has gathered it.
  var content: [UInt8]?
  /// Content on its way that middleware may leave unread.
  private var unread: [any BodySource] = []

  /// Notes content on its way.
  func keep(_ content: any BodySource) {
    if !unread.contains(where: { $0 === content }) { unread.append(content) }
  }

  /// Content that nobody has read to its end would hold its connection.
  func abandonUnread() {
    for content in unread where content.pull({ _ in 0 }) != .ended { content.abandon() }
    unread = []
  }
}

// What request middleware stands between.
extension Visit {
  /// The next answer is kept, and not sent; it is that to this request.
  func hold(_ request: RequestHead) {
    self.request = request
    passage?.isHolding = true
    passage?.held = nil
  }

  /// The answer that was kept.
  func takeHeld() -> GatewayResponse {
    passage?.isHolding = false
    defer { passage?.held = nil }
    return passage?.held ?? GatewayResponse(status: .internalServerError)
  }

  /// The content of the request, gathered once.
  func collected() async throws(BodyFailure) -> [UInt8] {
    if let content = passage?.content { return content }
    guard exchange.hasContent else { return [] }
    let content = try await exchange.collect(limit: plan.maxRequestContent)
    passage?.content = content
    return content
  }

  /// Sends what the outermost middleware came to.
  func deliver(_ response: GatewayResponse) async {
    switch response.content {
    case .bytes(let content): await send(response.status, response.fields, content)
    case .stream(let content):
      let head = ResponseHead(status: response.status, fields: response.fields)
      await send(head, adding: HeaderFields(), streaming: content)
    }
    endExecution()
  }
}
