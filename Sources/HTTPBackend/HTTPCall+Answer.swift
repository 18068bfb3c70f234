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
      let answer = ReceivedAnswer(
        head: head, content: try plain(content, head), slot: slot, backend: backend)
      if let repetition = answer.repetition(of: call) { return repeated(repetition) }
      receiver?.received(try answer.meaning { place }, slot: slot)
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

  /// The URL that was called.
  private var place: [UInt8] { host.scheme + host.authority.bytes + target.bytes }

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
