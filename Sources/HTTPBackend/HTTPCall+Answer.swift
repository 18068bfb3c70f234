import Bytes
import Document
import Encodings
import Endpoints
import HTTP
import Messages
import Upstreams

extension HTTPCall: ExchangeReceiver {
  func received(_ head: ResponseHead, from exchange: ClientExchange) -> AnswerDisposition {
    self.head = head
    if head.status.code / 100 == 3, isRedirect(head) {
      isLedOn = true
      return .collect(limit: HTTPCall.redirectContentLimit)
    }
    if call.wantsHead { receiver?.received(head, slot: slot) }
    guard settings.passesThrough else { return .collect(limit: settings.maxContent) }
    self.exchange = exchange
    return .stream
  }

  func streaming(_ content: any BodySource, from exchange: ClientExchange) {
    guard let head = takeHead(), let receiver else { return }
    self.receiver = nil
    guard inflates, isGzip(head) else {
      return receiver.received(.stream(head, content), slot: slot)
    }
    do {
      let inflated = try InflatingSource(content)
      receiver.received(.stream(withoutCoding(head), inflated), slot: slot)
    } catch {
      exchange.cancel()
      receiver.failed(failure(.malformedAnswer, "\(error) [\(settings.label)]"), slot: slot)
    }
  }

  private func takeHead() -> ResponseHead? {
    defer { head = nil }
    return head
  }

  /// What was inflated loses the fields that described the coded form (HDR-7).
  private func withoutCoding(_ head: ResponseHead) -> ResponseHead {
    var fields = HeaderFields()
    for index in 0..<head.fields.count {
      let known = head.fields.entries[index].known
      if known != .contentEncoding, known != .contentLength {
        fields.append(from: head.fields, at: index)
      }
    }
    return ResponseHead(status: head.status, version: head.version, fields: fields)
  }

  func collected(_ content: [UInt8], from exchange: ClientExchange) {
    self.exchange = nil
    guard let head = takeHead() else { return }
    if isLedOn {
      isLedOn = false
      return follow(head)
    }
    do throws(GatewayFailure) {
      receiver?.received(try answer(head, try plain(content, head)), slot: slot)
    } catch {
      receiver?.failed(error, slot: slot)
    }
  }

  func failed(_ failure: ExchangeFailure, exchange: ClientExchange) {
    self.exchange = nil
    // Of a redirect the head is enough.
    if isLedOn, let head = takeHead() {
      isLedOn = false
      return follow(head)
    }
    if settings.failsOver, failure.isBeforeRequest, goesElsewhere() { return }
    receiver?.failed(gatewayFailure(failure), slot: slot)
  }

  /// The status rule, then the decoder (PIPE-3).
  private func answer(
    _ head: ResponseHead, _ content: [UInt8]
  ) throws(GatewayFailure) -> BackendAnswer {
    // Whatever its status, an answer that adds nothing is none to fail for (NOP-2, NOP-6).
    if settings.decoder == .nothing { return .undecoded(content) }
    if let reader = settings.reader {
      let received = ReceivedAnswer(head: head, content: content, slot: slot, settings: settings)
      if let answer = try reader.read(received) { return answer }
    }
    guard StatusRule.isSuccess(head.status) else { return try unsuccessful(head, content) }
    do throws(DecodingError) {
      let limits = DocumentLimits(bytes: settings.maxContent)
      guard let document = try settings.decoder.decode(content, limits: limits) else {
        return .undecoded(content)
      }
      return .document(document)
    } catch {
      throw failure(.undecodable, "\(error) [\(settings.label)]")
    }
  }

  private func unsuccessful(
    _ head: ResponseHead, _ content: [UInt8]
  ) throws(GatewayFailure) -> BackendAnswer {
    let type = head.fields.value(of: .contentType) ?? []
    let code = Int(head.status.code)
    switch settings.statusRule {
    case .details(let alias):
      return .details(
        StatusRule.details(alias: alias, status: code, content: content, contentType: type))
    case .fail where !settings.keepsFailedAnswers:
      throw failure(.status(head.status), statusText(code))
    case .fail, .code:
      var failure = failure(.status(head.status), statusText(code))
      var answer = FailureAnswer(status: head.status, content: content, contentType: type)
      if settings.keepsFailedAnswers { answer.fields = HTTPCall.explaining(head) }
      failure.answer = answer
      throw failure
    }
  }

  /// What a client has to know about a status: when to come again (RFC 9110 §10.2.3), and what a
  /// 401 must carry (§15.5.2).
  private static func explaining(_ head: ResponseHead) -> HeaderFields {
    var kept = HeaderFields()
    let fields = head.fields
    for index in 0..<fields.count {
      let name = fields.storage.span.extracting(fields.nameRange(at: index))
      let isChallenge = name.equalsIgnoringCase(lower: "www-authenticate")
      let isKept = isChallenge ? head.status.code == 401 : false
      if isKept || fields.entries[index].known == .retryAfter {
        kept.append(from: fields, at: index)
      }
    }
    return kept
  }

  /// ST-2: `invalid status code 404 [GET /unknown]: http://127.0.0.1:8081/unknown`
  private func statusText(_ code: Int) -> String {
    let bytes = host.scheme + host.authority.bytes + target.bytes
    let url = String(decoding: bytes, as: UTF8.self)
    return "invalid status code \(code) [\(settings.label)]: \(url)"
  }

  func isGzip(_ head: ResponseHead) -> Bool {
    head.fields.list(.contentEncoding, contains: "gzip")
  }

  /// DEC-7: only gzip is undone, whoever asked for it.
  private func plain(
    _ content: [UInt8], _ head: ResponseHead
  ) throws(GatewayFailure) -> [UInt8] {
    guard isGzip(head), !content.isEmpty else { return content }
    do throws(ContentCodingError) {
      let decoder = try GzipDecoder(
        limits: ContentCodingLimits(maxOutputBytes: settings.maxContent))
      var plain: [UInt8] = []
      try decoder.inflate(content.span, into: &plain)
      try decoder.finish()
      return plain
    } catch {
      let kind = error == .tooLarge ? GatewayFailure.Kind.tooLarge : .malformedAnswer
      throw failure(kind, "gzip: \(error) [\(settings.label)]")
    }
  }

  func failure(_ kind: GatewayFailure.Kind, _ detail: String) -> GatewayFailure {
    GatewayFailure(kind, .backend(slot), detail: detail)
  }

  private func gatewayFailure(_ failure: ExchangeFailure) -> GatewayFailure {
    switch failure {
    case .unresolved, .notConnected, .connectTimeout, .noTunnel, .handshake, .handshakeTimeout:
      self.failure(.notConnected, "\(failure) [\(settings.label)]")
    case .connectionLost, .channelBroken:
      self.failure(.connectionLost, "\(failure) [\(settings.label)]")
    case .headTimeout: self.failure(.timeout, "\(failure) [\(settings.label)]")
    case .malformed: self.failure(.malformedAnswer, "\(failure) [\(settings.label)]")
    case .tooLarge: self.failure(.tooLarge, "\(failure) [\(settings.label)]")
    case .requestBody(.tooLarge):
      GatewayFailure(.requestTooLarge, .client, detail: "\(failure)")
    case .requestBody(.timeout):
      GatewayFailure(.requestTimeout, .client, detail: "\(failure)")
    case .requestBody: GatewayFailure(.badRequestContent, .client, detail: "\(failure)")
    }
  }
}
