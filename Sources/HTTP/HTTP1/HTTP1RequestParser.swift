import Bytes
public import Messages

/// Reads the requests of one connection (RFC 9112), however their bytes are split.
///
/// Three kinds of wrong: *our bug* cannot be made from outside (every call is defined in every
/// state); *the peer's fault* is a violation, which is final; *legal but ignored* are up to two
/// empty lines before a request (§2.2), chunk extensions (§7.1.1) and an `Expect` in HTTP/1.0.
public struct HTTP1RequestParser: Sendable {
  private enum Phase {
    case start, fields, body
    case failed(HTTP1Violation)
  }

  private static let maxEmptyLines = 2

  private let limits: HTTP1Limits
  private var phase = Phase.start
  private var lines = HTTP1LineReader()
  private var body: HTTP1BodyReader
  private var headBytes = 0
  private var emptyLines = 0
  private var requestLine: HTTP1RequestLine?
  private var fields = HeaderFields()

  /// A parser for a fresh connection.
  public init(limits: HTTP1Limits = HTTP1Limits()) {
    self.limits = limits
    self.body = HTTP1BodyReader(limits: limits)
  }

  /// Whether no byte of a next request has come yet: the idle timeout counts, not the header one.
  public var isBetweenMessages: Bool {
    if case .start = phase { return lines.isEmpty }
    return false
  }

  /// The trailer fields of the request that ended last; empty for most.
  public var trailers: HeaderFields { body.trailers }

  /// Reads on from `offset` and moves it behind what was consumed. Call until `needsMore`, also
  /// when no bytes are left: a request without a body ends without any. Behind `end` stands the
  /// next request (pipelining), untouched until the next call.
  public mutating func next(
    _ bytes: Span<UInt8>, from offset: inout Int
  ) -> HTTP1RequestEvent {
    do throws(HTTP1Violation) {
      switch phase {
      case .start, .fields: return try readHead(bytes, &offset)
      case .body: return try readBody(bytes, &offset)
      case .failed(let violation): return .reject(violation)
      }
    } catch {
      phase = .failed(error)
      return .reject(error)
    }
  }

  private mutating func readBody(
    _ bytes: Span<UInt8>, _ offset: inout Int
  ) throws(HTTP1Violation) -> HTTP1RequestEvent {
    switch try body.next(bytes, from: &offset, &lines) {
    case .needsMore: return .needsMore
    case .body(let range): return .body(range)
    case .end:
      phase = .start
      return .end
    }
  }

  /// A head that lies whole in the bytes given passes through without being stored in between.
  private mutating func readHead(
    _ bytes: Span<UInt8>, _ offset: inout Int
  ) throws(HTTP1Violation) -> HTTP1RequestEvent {
    var begun = requestLine.take()
    if begun == nil { begun = try readRequestLine(bytes, &offset) }
    guard let line = begun else { return .needsMore }
    guard try readFields(bytes, &offset) else {
      requestLine = line
      phase = .fields
      return .needsMore
    }
    let framing = try HTTP1RequestFraming(fields, version: line.version)
    beginBody(framing)
    var taken = HeaderFields()
    swap(&taken, &fields)
    return .head(
      RequestHead(
        method: line.method, target: line.target, version: line.version, fields: taken), framing)
  }

  private mutating func beginBody(_ framing: HTTP1RequestFraming) {
    switch framing.body {
    case .none: body.begin(length: 0)
    case .length(let length): body.begin(length: length)
    case .chunked: body.beginChunks()
    }
    phase = .body
    emptyLines = 0
  }

  /// Reads the request line and the empty lines before it; nil if more bytes are needed.
  private mutating func readRequestLine(
    _ bytes: Span<UInt8>, _ offset: inout Int
  ) throws(HTTP1Violation) -> HTTP1RequestLine? {
    while true {
      switch lines.next(bytes, from: &offset, limit: limits.maxStartLineBytes) {
      case .needsMore: return nil
      case .tooLong: throw HTTP1RequestLine.violation(ofTooLong: lines.takeHeld().span)
      case .violation(let violation): throw violation
      case .line(let range):
        if range.isEmpty {
          try countEmptyLine()
        } else {
          return try takeRequestLine(bytes.extracting(range), bytes.count - offset)
        }
      case .held:
        let line = lines.takeHeld()
        defer { lines.giveBack(line) }
        if line.isEmpty {
          try countEmptyLine()
        } else {
          return try takeRequestLine(line.span, bytes.count - offset)
        }
      }
    }
  }

  private mutating func countEmptyLine() throws(HTTP1Violation) {
    emptyLines += 1
    guard emptyLines <= HTTP1RequestParser.maxEmptyLines else { throw .tooManyEmptyLines }
  }

  /// Also makes room for the fields: what a head in these bytes can need at most, if they are few.
  private mutating func takeRequestLine(
    _ line: Span<UInt8>, _ available: Int
  ) throws(HTTP1Violation) -> HTTP1RequestLine {
    headBytes = line.count + 2
    fields = HeaderFields(reserving: min(max(available, 256), 1024), count: 16)
    return try HTTP1RequestLine(line, limits: limits)
  }

  /// Reads field lines to the empty one that ends them; false if more bytes are needed.
  private mutating func readFields(
    _ bytes: Span<UInt8>, _ offset: inout Int
  ) throws(HTTP1Violation) -> Bool {
    while true {
      switch lines.next(bytes, from: &offset, limit: limits.maxHeadBytes - headBytes) {
      case .needsMore: return false
      case .tooLong: throw .headTooLarge
      case .violation(let violation): throw violation
      case .line(let range):
        if range.isEmpty { return true }
        try takeField(bytes.extracting(range))
      case .held:
        let line = lines.takeHeld()
        defer { lines.giveBack(line) }
        if line.isEmpty { return true }
        try takeField(line.span)
      }
    }
  }

  private mutating func takeField(_ line: Span<UInt8>) throws(HTTP1Violation) {
    headBytes += line.count + 2
    guard fields.count < limits.maxFieldCount else { throw .tooManyFields }
    try HTTP1FieldSection.append(line, to: &fields)
  }
}

extension HTTP1RequestFraming {
  /// What the head of a request says; throws what makes it ambiguous or unanswerable.
  init(_ fields: HeaderFields, version: HTTPVersion) throws(HTTP1Violation) {
    let framing = try HTTP1FramingFields(fields, version: version)
    if framing.hosts > 1 { throw .severalHosts }
    if framing.hosts == 0, version > .http10 { throw .missingHost }
    if framing.hosts == 1, !framing.hasValidHost { throw .invalidHost }
    let understandsExpect = version > .http10  // else it is ignored (RFC 9110 §10.1.1)
    if understandsExpect, framing.expectsOther { throw .unknownExpectation }
    body = framing.isChunked ? .chunked : framing.contentLength.map { .length($0) } ?? .none
    keepsAlive = framing.keepsAlive(version)
    expectsContinue =
      understandsExpect && framing.expectsContinue && body != .none && body != .length(0)
  }
}
