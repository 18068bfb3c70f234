import Bytes
public import Messages

/// Reads the answers on one connection to a server (RFC 9112), however their bytes are split.
///
/// Three kinds of wrong: *our bug* cannot be made from outside (every call is defined in every
/// state); *the peer's fault* is a violation, which is final; *legal but ignored* are reason
/// phrases (§4), chunk extensions (§7.1.1), and the fields that would frame an answer that has no
/// body.
public struct HTTP1ResponseParser: Sendable {
  private enum Phase {
    case idle, start, fields, body
    case failed(HTTP1Violation)
  }

  private let limits: HTTP1Limits
  private var phase = Phase.idle
  private var lines = HTTP1LineReader()
  private var body: HTTP1BodyReader
  private var answersHead = false
  private var keepsAlive = false
  private var headBytes = 0
  private var interimAnswers = 0
  private var statusLine: HTTP1StatusLine?
  private var fields = HeaderFields()

  /// A parser for a fresh connection.
  public init(limits: HTTP1Limits = HTTP1Limits()) {
    self.limits = limits
    self.body = HTTP1BodyReader(limits: limits)
  }

  /// A request with this method was sent: its answer is next. To be called before its first byte is
  /// read, and only between messages.
  public mutating func begin(answerTo method: Method) {
    guard case .idle = phase else { return }
    phase = .start
    answersHead = method == .head
    interimAnswers = 0
  }

  /// Whether no byte of an answer has come since the last one ended: before the first byte, a
  /// request on a reused connection may be sent again.
  public var isBetweenMessages: Bool {
    switch phase {
    case .idle: true
    case .start: lines.isEmpty && interimAnswers == 0
    case .fields, .body, .failed: false
    }
  }

  /// Whether the answer that ended last leaves the connection open (RFC 9112 §9.3). Bytes behind
  /// its end, which the caller sees, forbid to use it again too.
  public var canReuse: Bool {
    if case .idle = phase { return keepsAlive }
    return false
  }

  /// The trailer fields of the answer that ended last; empty for most.
  public var trailers: HeaderFields { body.trailers }

  /// How much is still to come of a body that is delimited by its length; nil for others, and
  /// between bodies.
  public var contentRemaining: UInt64? {
    if case .body = phase { return body.remaining }
    return nil
  }

  /// So many bytes of the body, at most `contentRemaining`, went to their reader without being
  /// parsed.
  public mutating func skipContent(_ count: UInt64) {
    if case .body = phase { body.skip(count) }
  }

  /// Reads on from `offset` and moves it behind what was consumed. Call until `needsMore` or `end`,
  /// also when no bytes are left: an answer without a body ends without any. Bytes that come while
  /// no answer is due are a violation.
  public mutating func next(
    _ bytes: Span<UInt8>, from offset: inout Int
  ) -> HTTP1ResponseEvent {
    do throws(HTTP1Violation) {
      switch phase {
      case .idle:
        guard offset < bytes.count else { return .needsMore }
        throw .unsolicitedAnswer
      case .start, .fields: return try readHead(bytes, &offset)
      case .body: return try readBody(bytes, &offset)
      case .failed(let violation): return .reject(violation)
      }
    } catch {
      phase = .failed(error)
      return .reject(error)
    }
  }

  /// The server closed the connection: the end of a body that is delimited so, and of a message
  /// that is complete anyhow; else the answer is truncated.
  public mutating func endOfInput() -> HTTP1ResponseEvent {
    if case .idle = phase { return .needsMore }
    if case .failed(let violation) = phase { return .reject(violation) }
    if case .body = phase, body.endsWithConnection || body.isComplete {
      keepsAlive = false
      phase = .idle
      return .end
    }
    phase = .failed(.truncated)
    return .reject(.truncated)
  }

  private mutating func readBody(
    _ bytes: Span<UInt8>, _ offset: inout Int
  ) throws(HTTP1Violation) -> HTTP1ResponseEvent {
    switch try body.next(bytes, from: &offset, &lines) {
    case .needsMore: return .needsMore
    case .body(let range): return .body(range)
    case .end:
      phase = .idle
      return .end
    }
  }

  private mutating func readHead(
    _ bytes: Span<UInt8>, _ offset: inout Int
  ) throws(HTTP1Violation) -> HTTP1ResponseEvent {
    if fields.storage.capacity == 0 {
      fields = HeaderFields(reserving: min(max(bytes.count - offset, 256), 1024), count: 16)
    }
    while true {
      switch lines.next(bytes, from: &offset, limit: lineLimit) {
      case .needsMore: return .needsMore
      case .tooLong: throw .headTooLarge
      case .violation(let violation): throw violation
      case .line(let range):
        if try take(bytes.extracting(range)) { return try finishHead() }
      case .held:
        let line = lines.takeHeld()
        let isLast = try take(line.span)
        lines.giveBack(line)
        if isLast { return try finishHead() }
      }
    }
  }

  private var lineLimit: Int {
    statusLine == nil ? limits.maxStartLineBytes : limits.maxHeadBytes - headBytes
  }

  /// True for the empty line that ends the head.
  private mutating func take(_ line: Span<UInt8>) throws(HTTP1Violation) -> Bool {
    guard statusLine != nil else {
      statusLine = try HTTP1StatusLine(line)
      headBytes = line.count + 2
      phase = .fields
      return false
    }
    guard line.count > 0 else { return true }
    headBytes += line.count + 2
    guard fields.count < limits.maxFieldCount else { throw .tooManyFields }
    try HTTP1FieldSection.append(line, to: &fields)
    return false
  }

  private mutating func finishHead() throws(HTTP1Violation) -> HTTP1ResponseEvent {
    guard let line = statusLine.take() else { return .needsMore }
    let head = ResponseHead(status: line.status, version: line.version, fields: fields)
    fields = HeaderFields()
    if line.status.isInformational { return try interim(head) }
    let framing = try HTTP1ResponseFraming(head, answersHead: answersHead)
    switch framing.body {
    case .none: body.begin(length: 0)
    case .length(let length): body.begin(length: length)
    case .chunked: body.beginChunks()
    case .untilClose: body.beginUntilClose()
    }
    keepsAlive = framing.canReuse
    phase = .body
    return .head(head, framing)
  }

  /// We never ask for an upgrade, so 101 answers nothing of ours (RFC 9110 §7.8).
  private mutating func interim(_ head: ResponseHead) throws(HTTP1Violation) -> HTTP1ResponseEvent {
    guard head.status.code != 101 else { throw .switchingProtocols }
    interimAnswers += 1
    guard interimAnswers <= limits.maxInterimAnswers else { throw .tooManyInterimAnswers }
    phase = .start
    return .informational(head)
  }
}

extension HTTP1ResponseFraming {
  /// What the head of a final answer says, in the order of RFC 9112 §6.3.
  init(_ head: ResponseHead, answersHead: Bool) throws(HTTP1Violation) {
    let framing = try HTTP1FramingFields(head.fields, version: head.version)
    if answersHead || head.status.forbidsBody {
      body = .none
    } else if framing.isChunked {
      body = .chunked
    } else if let length = framing.contentLength {
      body = .length(length)
    } else {
      body = .untilClose
    }
    length = framing.contentLength
    canReuse = body != .untilClose && framing.keepsAlive(head.version)
  }
}
