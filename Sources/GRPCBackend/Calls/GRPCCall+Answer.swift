import Document
import Endpoints
import HTTP
import Messages
import Protobuf

extension GRPCCall: HTTP2Receiver {
  func received(_ head: ResponseHead, on stream: HTTP2ClientStream) {
    self.head = head
    if call.wantsHead { receiver?.received(head, slot: slot) }
    messages?.begin(head)
  }

  func received(_ content: Span<UInt8>, on stream: HTTP2ClientStream) {
    messages?.append(content)
  }

  func wantsContent(_ stream: HTTP2ClientStream) { sending?.pump() }

  func ended(_ content: [UInt8], trailers: HeaderFields?, on stream: HTTP2ClientStream) {
    self.stream = nil
    endSending()
    guard let head else {
      takeReceiver()?.failed(failure(.malformedAnswer, "an answer without a head"), slot: slot)
      return
    }
    let status = GRPCStatus.refusal(of: head) ?? GRPCStatus(trailers: trailers, head: head)
    if let messages { return messages.end(status, trailers) }
    guard status.code == .ok else { return fail(status) }
    do throws(GatewayFailure) {
      let answer = try answer(content)
      passOn(head, trailers)
      takeReceiver()?.received(answer, slot: slot)
    } catch {
      takeReceiver()?.failed(error, slot: slot)
    }
  }

  func failed(_ failure: HTTP2Failure, on stream: HTTP2ClientStream) {
    self.stream = nil
    endSending()
    if let messages, messages.hasBegun { return messages.end(GRPCStatus(failure), nil) }
    messages?.withdraw()
    if failure.isUnprocessed {
      if failure.isBeforeConnection { backend.failed(host) }
      if goesElsewhere(untouched: true) { return }
    }
    if GRPCStatus(failure).code == .unavailable, goesElsewhere() { return }
    takeReceiver()?.failed(gatewayFailure(failure), slot: slot)
  }

  /// The one message of a unary answer as data.
  private func answer(_ content: [UInt8]) throws(GatewayFailure) -> BackendAnswer {
    let coding = head.map { GRPCCoding(of: $0) } ?? .identity
    var reader = GRPCMessageReader(content: content, limit: settings.maxMessage, coding: coding)
    let outcome: Result<BackendAnswer, GatewayFailure>
    do throws(GRPCFramingError) {
      outcome = try reader.only { decoded($0) }
    } catch {
      throw failure(error)
    }
    return try outcome.get()
  }

  private func decoded(_ message: Span<UInt8>) -> Result<BackendAnswer, GatewayFailure> {
    do throws(TranscodeError) {
      switch settings.answer {
      case .document(let transcoder), .list(let transcoder):
        return .success(.document(try transcoder.document(message)))
      case .body: return .success(try HTTPBodyAnswer.answer(message))
      case .nothing, .stream: return .success(.undecoded([]))
      }
    } catch {
      return .failure(failure(.undecodable, "\(error)"))
    }
  }

  /// What of the metadata the client gets.
  func passOn(_ head: ResponseHead, _ trailers: HeaderFields?) {
    guard !settings.responseHeaders.isEmpty || !settings.responseTrailers.isEmpty else { return }
    var fields = HeaderFields()
    append(settings.responseHeaders, of: head.fields, to: &fields)
    if let trailers { append(settings.responseTrailers, of: trailers, to: &fields) }
    if !fields.isEmpty { receiver?.received(fields, slot: slot) }
  }

  /// Copies the fields of some names.
  func append(_ names: [FieldName], of fields: HeaderFields, to copy: inout HeaderFields) {
    for name in names {
      var start = 0
      while let index = fields.firstIndex(of: name, from: start) {
        copy.append(from: fields, at: index)
        start = index + 1
      }
    }
  }
}
