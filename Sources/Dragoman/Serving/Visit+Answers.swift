import Bytes
import Endpoints
import HTTP
import Messages
import Routing
import Shaping

// What the client gets.
extension Visit {
  /// A head with the fields that every answer of an endpoint carries (RSP-1, RSP-2).
  private func head(_ status: Status, isComplete: Bool = false) -> ResponseHead {
    ResponseHead(status: status, fields: isComplete ? plan.texts.complete : plan.texts.incomplete)
  }

  /// Data: 200, whatever else failed (RSP-4).
  func answer(
    _ data: ShapedTree, isComplete: Bool, _ endpoint: GatewayPlan.Endpoint
  ) async {
    let isComplete = isComplete && !data.isEmpty
    let fields = isComplete ? endpoint.complete : endpoint.incomplete
    await send(ResponseHead(status: .ok, fields: fields), endpoint.encoder.encode(data))
  }

  /// The backend's own answer: its fields are added to the gateway's (NOP-1), those of its hop stay
  /// behind (RFC 9110 §7.6.1).
  func pass(_ answer: ResponseHead, _ content: any BodySource) async {
    var head = answer
    head.fields.dropHopFields()
    let isSilent = head.status.forbidsBody || head.fields.firstIndex(of: .contentType) != nil
    var adding = plan.texts.incomplete
    if !isSilent, let type = await guessedType(of: content) { adding.append(.contentType, type) }
    await send(head, adding: adding, streaming: content)
  }

  /// The reference's server guesses the type of content that has none.
  private func guessedType(of content: any BodySource) async -> StaticString? {
    await exchange.arrival(of: content)
    var type: StaticString?
    _ = content.pull { bytes in
      type = ContentSniffer.contentType(of: bytes)
      return 0
    }
    return type
  }

  /// Every backend failed, or the request is at fault (RSP-4, RSP-5).
  func fail(_ failures: [GatewayFailure]) async {
    guard let first = failures.first else { return }
    // Several failures have no status in common: the merged error carries none (ST-4).
    let answer = failures.count == 1 ? first.answer : nil
    let isBackends = failures.count > 1
    var head = head(isBackends ? merged(failures) : first.status)
    guard plan.texts.returnsErrorMessage else { return await send(head, []) }
    if let answer {
      if let type = FieldValue(answer.contentType.span), !type.bytes.isEmpty {
        head.fields.append(.contentType, type)
      }
      return await send(head, answer.content)
    }
    head.fields.append(.contentType, "text/plain; charset=utf-8")
    let text = failures.map { $0.detail }.joined(separator: "\n")
    await send(head, Array(text.utf8))
  }

  private func merged(_ failures: [GatewayFailure]) -> Status {
    failures.first { $0.origin == .client && $0.kind != .clientLeft }?.status
      ?? .internalServerError
  }
}

// What the gateway says by itself.
extension Visit {
  /// HLT-1: without the gateway's fields.
  func answer(_ service: ServiceEndpoint) async {
    var head = ResponseHead(status: .ok)
    head.fields.append(.contentType, "application/json; charset=utf-8")
    await send(head, service.content())
  }

  /// RSP-8, RSP-10
  func notFound() async {
    await refuse(head(.notFound), plan.texts.notFound, "404 page not found")
  }

  /// RSP-9, RSP-10
  func methodNotAllowed(allow: [UInt8]) async {
    var head = head(.methodNotAllowed)
    if let value = FieldValue(allow.span) { head.fields.append(.allow, value) }
    await refuse(head, plan.texts.methodNotAllowed, "405 method not allowed")
  }

  private func refuse(
    _ head: ResponseHead, _ json: [UInt8]?, _ text: StaticString
  ) async {
    var head = head
    guard let json else {
      head.fields.append(.contentType, "text/plain")
      return await send(head, [UInt8](text))
    }
    head.fields.append(.contentType, "application/json; charset=utf-8")
    await send(head, json)
  }

  /// RSP-11
  func options(allow: [UInt8]) async {
    var head = ResponseHead(status: .ok)
    head.fields.append(.xDragoman, plan.texts.version)
    if let value = FieldValue(allow.span) { head.fields.append(.allow, value) }
    await send(head, [])
  }

  /// RSP-12
  func redirect(_ redirect: PathRedirect) async {
    let target = request.target
    let query = target.query.map { Array(target.bytes[$0]) }
    let location =
      if let query { redirect.location(query: query.span) } else { redirect.location(query: nil) }
    var head = ResponseHead(status: redirect.status)
    if let value = FieldValue(location.span) { head.fields.append(.location, value) }
    await send(head, [])
  }

  /// URL-7: before any handler, so without the gateway's fields.
  func badParameter(_ reason: BadPathParameter) async {
    var head = ResponseHead(status: .badRequest)
    head.fields.append(.contentType, "text/plain; charset=utf-8")
    let text: StaticString =
      switch reason {
      case .encoded: "error: encoded url params"
      case .malformedEscape: "error: malformed escape in the path"
      }
    await send(head, [UInt8](text))
  }
}
