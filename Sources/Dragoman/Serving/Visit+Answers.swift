import Bytes
import Endpoints
import HTTP
import Messages
import Routing
import Shaping

// What the client gets.
extension Visit {
  /// Data: 200, whatever else failed (RSP-4).
  func answer(
    _ data: ShapedTree, isComplete: Bool, _ endpoint: GatewayPlan.Endpoint
  ) async {
    let isComplete = isComplete && !data.isEmpty
    let form = endpoint.form(for: request)
    let content: [UInt8]
    do throws(GatewayFailure) {
      content = try form.encoder.encode(data)
    } catch {
      return await fail([error])
    }
    var fields = isComplete ? form.complete : form.incomplete
    if let more = execution?.answerFields, !more.isEmpty { fields.append(contentsOf: more) }
    await send(.ok, fields, content)
  }

  /// The backend's own answer: its fields are added to the gateway's (NOP-1), those of its hop stay
  /// behind (RFC 9110 §7.6.1).
  ///
  /// Of messages that pass one by one nobody knows yet whether they will all come: nothing is said
  /// about it.
  func pass(_ answer: ResponseHead, _ content: any BodySource, isMessages: Bool) async {
    let head = answer.withoutHopFields()
    let isSilent = head.status.forbidsBody || head.fields.firstIndex(of: .contentType) != nil
    var adding = isMessages ? plan.texts.signature : plan.texts.incomplete
    if let more = execution?.answerFields, !more.isEmpty { adding.append(contentsOf: more) }
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
    if case .problem(let disclosure) = contract {
      return await send(ProblemDetails(failures, disclosure), plan.texts.incomplete)
    }
    // Several failures have no status in common: the merged error carries none (ST-4).
    let answer = failures.count == 1 ? first.answer : nil
    let status = failures.count > 1 ? merged(failures) : first.status
    var fields = plan.texts.incomplete
    // Who speaks a protocol with errors of its own is told in it, and of its own request alone.
    guard plan.texts.returnsErrorMessage || first.kind == .operationRefused else {
      return await send(status, fields, [])
    }
    if let answer {
      if let type = FieldValue(answer.contentType.span), !type.bytes.isEmpty {
        fields.append(.contentType, type)
      }
      return await send(status, fields, answer.content)
    }
    fields.append(.contentType, "text/plain; charset=utf-8")
    let text = failures.map { $0.detail }.joined(separator: "\n")
    await send(status, fields, Array(text.utf8))
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
    var fields = HeaderFields()
    fields.append(.contentType, "application/json; charset=utf-8")
    var body: [UInt8] = []
    if service.readsContent, exchange.hasContent {
      guard case .bytes(let bytes)? = await gatheredContent() else { return }
      body = bytes
    }
    await send(.ok, fields, service.content(request, body: body))
  }

  /// RSP-8, RSP-10
  func notFound() async {
    await refuse(.notFound, plan.texts.incomplete, plan.texts.notFound, "404 page not found")
  }

  /// RSP-9, RSP-10
  func methodNotAllowed(allow: [UInt8]) async {
    var fields = plan.texts.incomplete
    if let value = FieldValue(allow.span) { fields.append(.allow, value) }
    await refuse(
      .methodNotAllowed, fields, plan.texts.methodNotAllowed, "405 method not allowed")
  }

  private func refuse(
    _ status: Status, _ fields: HeaderFields, _ json: [UInt8]?, _ text: StaticString
  ) async {
    var fields = fields
    if json == nil, contract != .krakend {
      return await send(ProblemDetails(status, [UInt8](text)), fields)
    }
    guard let json else {
      fields.append(.contentType, "text/plain")
      return await send(status, fields, [UInt8](text))
    }
    fields.append(.contentType, "application/json; charset=utf-8")
    await send(status, fields, json)
  }

  /// RSP-11
  func options(allow: [UInt8]) async {
    var fields = HeaderFields()
    fields.append(.xDragoman, plan.texts.version)
    if let value = FieldValue(allow.span) { fields.append(.allow, value) }
    await send(.ok, fields, [])
  }

  /// RSP-12
  func redirect(_ redirect: PathRedirect) async {
    let target = request.target
    let query = target.query.map { Array(target.bytes[$0]) }
    let location =
      if let query { redirect.location(query: query.span) } else { redirect.location(query: nil) }
    var fields = HeaderFields()
    if let value = FieldValue(location.span) { fields.append(.location, value) }
    await send(redirect.status, fields, [])
  }

  /// URL-7: before any handler, so without the gateway's fields.
  func badParameter(_ reason: BadPathParameter) async {
    var fields = HeaderFields()
    fields.append(.contentType, "text/plain; charset=utf-8")
    let text: StaticString =
      switch reason {
      case .encoded: "error: encoded url params"
      case .malformedEscape: "error: malformed escape in the path"
      }
    if contract != .krakend {
      return await send(ProblemDetails(.badRequest, [UInt8](text)), HeaderFields())
    }
    await send(.badRequest, fields, [UInt8](text))
  }

  /// An error as an object (RFC 9457).
  func send(_ problem: ProblemDetails, _ fields: HeaderFields) async {
    var fields = fields
    problem.append(to: &fields)
    let target = request.target
    let content = problem.content(
      instance: Array(target.bytes[target.path]), requestID: requestID)
    await send(problem.status, fields, content)
  }
}
