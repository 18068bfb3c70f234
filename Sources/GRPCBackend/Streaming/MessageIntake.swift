import Bytes
import Document
import Endpoints
import HTTP
import Messages
import Protobuf
import Shaping

/// Takes the messages of a streamed answer in, one by one, and hands them on: to the client, as
/// they come, or all together as one list. Belongs to one call.
final class MessageIntake {
  private unowned let call: GRPCCall
  private var reader: GRPCMessageReader?
  private var source: MessageStream?
  private var form = StreamForm.ndjson
  private var list: DocumentBuilder?
  private var count = 0
  private var isOver = false
  /// Whether the client has to read before more is taken.
  private var isHeld = false
  /// How the server ended, while messages before that are still held.
  private var ending: (status: GRPCStatus, trailers: HeaderFields?)?
  private var tree = ShapedTree()
  private let idle: IdleWatch?

  init(_ call: GRPCCall) {
    self.call = call
    idle = call.settings.idleNanoseconds.flatMap { IdleWatch(nanoseconds: $0) }
    idle?.expired = { [weak self] in
      self?.interrupt(GRPCStatus(.deadlineExceeded, "the server was silent for too long"))
    }
    idle?.restart()
  }

  /// Whether the client has a part of the answer.
  var hasBegun: Bool { source != nil }

  /// Whether a message has come, so that nothing can be begun anew.
  var hasMessages: Bool { count > 0 }

  /// The head came; without a head of gRPC the content is nobody's.
  func begin(_ head: ResponseHead) {
    guard GRPCStatus.refusal(of: head) == nil else { return }
    reader = GRPCMessageReader(limit: call.settings.maxMessage, coding: GRPCCoding(of: head))
  }

  /// Content came: any number of messages, and parts of them.
  func append(_ content: Span<UInt8>) {
    guard !isOver, reader != nil else { return }
    reader?.append(content)
    drain()
  }

  /// Takes messages for as long as the client keeps up; the rest stays where it is.
  private func drain() {
    do throws(GatewayFailure) {
      while source?.isFull != true, try next() {}
    } catch {
      return breakOff(error)
    }
    isHeld = source?.isFull == true
    if isHeld {
      call.stream?.pause()
      // From here on it is the client that is slow.
      idle?.stop()
    } else if let ending {
      self.ending = nil
      end(ending.status, ending.trailers)
    }
  }

  private func next() throws(GatewayFailure) -> Bool {
    var outcome: Result<Void, GatewayFailure>?
    do throws(GRPCFramingError) {
      outcome = try reader?.next { taken($0) }
    } catch {
      throw call.failure(error)
    }
    try outcome?.get()
    return outcome != nil && !isOver
  }

  private func taken(_ message: Span<UInt8>) -> Result<Void, GatewayFailure> {
    count += 1
    idle?.restart()
    if let limit = call.settings.maxMessages, count > limit {
      return .failure(call.failure(.tooLarge, "more than \(limit) messages"))
    }
    do throws(TranscodeError) {
      switch call.settings.answer {
      case .stream(let plan): return try pass(message, plan)
      case .list(let transcoder): return gather(try transcoder.document(message))
      case .document, .body, .nothing: break
      }
      return .success(())
    } catch {
      return .failure(call.failure(.undecodable, "message \(count): \(error)"))
    }
  }

  private func pass(
    _ message: Span<UInt8>, _ plan: StreamPlan
  ) throws(TranscodeError) -> Result<Void, GatewayFailure> {
    switch plan.content {
    case .json(let transcoder, let shaping):
      let document = try transcoder.document(message)
      let json: [UInt8]
      do throws(ShapingFailure) {
        json = try shaped(document, shaping)
      } catch {
        return .failure(call.failure(.undecodable, "message \(count): \(error)"))
      }
      let isFirst = source == nil
      if isFirst { open(plan) }
      source?.write { form.append(json, isFirst: isFirst, to: &$0) }
    case .body:
      let part = try HTTPBodyMessage.read(message)
      if source == nil { open(type: part.contentType) }
      let data = message.extracting(part.data)
      var bytes: [UInt8] = []
      bytes.append(data)
      source?.write { $0.append(contentsOf: bytes) }
    }
    return .success(())
  }

  private func shaped(
    _ document: Document, _ shaping: ShapingProgram
  ) throws(ShapingFailure) -> [UInt8] {
    tree.removeAll()
    var json: [UInt8] = []
    _ = try tree.merge(document, through: shaping)
    tree.write(.json, to: &json)
    return json
  }

  private func gather(_ document: Document) -> Result<Void, GatewayFailure> {
    if list == nil {
      list = DocumentBuilder(capacity: document.text.count * 4)
      list?.beginArray()
    }
    list?.append(document)
    guard (list?.byteCount ?? 0) <= call.settings.maxList else {
      return .failure(call.failure(.tooLarge, "the messages are too large together"))
    }
    return .success(())
  }
}

// The answer as a stream.
extension MessageIntake {
  private func open(_ plan: StreamPlan, _ trailers: HeaderFields? = nil) {
    form = plan.form ?? StreamForm(accepting: call.call.clientFields)
    var fields = HeaderFields()
    fields.append(.contentType, form.contentType)
    if form == .serverSentEvents { fields.append(.cacheControl, "no-cache") }
    open(fields, trailers)
    source?.write { form.begin(&$0) }
  }

  private func open(type: [UInt8], _ trailers: HeaderFields? = nil) {
    var fields = HeaderFields()
    if let type = FieldValue(type.span), !type.bytes.isEmpty { fields.append(.contentType, type) }
    open(fields, trailers)
  }

  /// The client has taken enough: the server may go on, and is waited for again.
  private func resume() {
    guard !isOver else { return }
    idle?.restart()
    drain()
    if !isHeld { call.stream?.resume() }
  }

  private func open(_ fields: HeaderFields, _ trailers: HeaderFields?) {
    let source = MessageStream()
    self.source = source
    let call = call
    source.whenDrained = { [weak self] in self?.resume() }
    source.whenAbandoned = { [weak call] in call?.cancel() }
    if let head = call.head { call.passOn(head, trailers) }
    let head = ResponseHead(status: .ok, version: .http11, fields: fields)
    call.takeReceiver()?.received(.stream(head, source), slot: call.slot)
  }
}

// The end of the answer.
extension MessageIntake {
  /// The server has said how it ends.
  func end(_ status: GRPCStatus, _ trailers: HeaderFields?) {
    guard !isOver else { return }
    idle?.stop()
    if isHeld {
      ending = (status, trailers)
      return
    }
    if status.code == .ok {
      do throws(GRPCFramingError) {
        try reader?.finish()
      } catch {
        return breakOff(call.failure(error))
      }
    }
    isOver = true
    guard let source else { return endUnopened(status, trailers) }
    if status.code != .ok { tell(status) }
    close(source, isWhole: status.code == .ok)
  }

  private func endUnopened(_ status: GRPCStatus, _ trailers: HeaderFields?) {
    guard status.code == .ok else { return call.fail(status) }
    switch call.settings.answer {
    case .stream(let plan):
      if case .json = plan.content { open(plan, trailers) } else { open(type: [], trailers) }
      if let source { close(source, isWhole: true) }
    case .list:
      if let head = call.head { call.passOn(head, trailers) }
      var list = list ?? DocumentBuilder()
      if count == 0 { list.beginArray() }
      call.takeReceiver()?.received(.document(list.finish()), slot: call.slot)
    case .document, .body, .nothing:
      call.takeReceiver()?.received(.undecoded([]), slot: call.slot)
    }
  }

  /// The call failed before the client had anything of its answer: nothing is waited for any more.
  func withdraw() {
    isOver = true
    idle?.stop()
  }

  /// The deadline struck, the server fell silent, or the client's own messages are at fault, of
  /// which it hears whatever is hidden otherwise.
  func interrupt(_ status: GRPCStatus, isClients: Bool = false) {
    guard !isOver else { return }
    isOver = true
    idle?.stop()
    call.endStream()
    guard let source else { return call.fail(status) }
    tell(status, isClients: isClients)
    close(source, isWhole: false)
  }

  /// A message cannot be passed on.
  private func breakOff(_ failure: GatewayFailure) {
    guard !isOver else { return }
    isOver = true
    idle?.stop()
    call.endStream()
    guard let source else {
      call.takeReceiver()?.failed(failure, slot: call.slot)
      return
    }
    tell(GRPCStatus(failure.kind == .tooLarge ? .resourceExhausted : .internal, failure.detail))
    close(source, isWhole: false)
  }

  /// The last word of a stream that fails: nothing else can tell a client that has a 200.
  private func tell(_ status: GRPCStatus, isClients: Bool = false) {
    guard case .stream(let plan) = call.settings.answer, case .json = plan.content else { return }
    let tellsMessage = plan.tellsMessage || isClients
    var json = Array("{\"error\":".utf8)
    json += call.settings.details.document(status, tellsMessage: tellsMessage).text
    json.append(0x7D)
    source?.write { form.append(error: json, isFirst: count == 0, to: &$0) }
  }

  /// Of a content in parts only its lack of an end tells that it is not whole.
  private func close(_ source: MessageStream, isWhole: Bool) {
    if case .stream(let plan) = call.settings.answer, case .body = plan.content, !isWhole {
      return source.fail()
    }
    source.write { form.end(&$0) }
    source.end()
  }
}
