import Bytes
import HTTP
import Messages

/// Everything that a session makes of bytes that come in pieces.
struct HTTP2Reading {
  private struct Progress {
    var hasHead = false
    var hasEnded = false
  }

  private static let limit = 4096

  /// The events, content joined.
  private(set) var log: [String] = []
  /// What the session did that its contract forbids.
  private(set) var fault: String?
  private let session: HTTP2Session
  private var streams: [Int32: Progress] = [:]
  private var closed: Set<Int32> = []

  init?(_ bytes: [UInt8], _ role: HTTP2Session.Role, isGreeted: Bool, pieces: [Int]) {
    var settings = HTTP2Settings()
    settings.maxFieldBytes = Self.limit
    settings.streamWindow = 1000
    settings.maxConcurrentStreams = 4
    guard let session = try? HTTP2Session(role: role, settings: settings) else { return nil }
    self.session = session
    if isGreeted { greet(role) }
    if role == .client { openStreams() }
    var start = 0
    var turn = 0
    while start < bytes.count, fault == nil, session.failure == nil {
      let end = min(start + max(pieces[turn % pieces.count], 1), bytes.count)
      feed(Array(bytes[start..<end]))
      start = end
      turn += 1
    }
    takeOutput()
    log.append(session.failure.map { "failed: \($0)" } ?? "lives")
    if session.streamCount > 4 { fault = "\(session.streamCount) streams" }
  }

  private mutating func greet(_ role: HTTP2Session.Role) {
    let preface = role == .server ? Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) : []
    feed(preface + [0, 0, 0, 4, 0, 0, 0, 0, 0] + [0, 0, 0, 4, 1, 0, 0, 0, 0])
  }

  private mutating func openStreams() {
    for content in [[UInt8](), [1, 2, 3], [UInt8](repeating: 7, count: 70_000)] {
      let stream = HTTP2Stream()
      let head = HTTP2RequestHead(method: .post, authority: [97], path: [47])
      guard session.open(stream, head, hasContent: !content.isEmpty) else { continue }
      session.send(content.span, on: stream)
      if content.count < 100 { session.finish(stream) }
    }
    takeOutput()
  }

  private mutating func feed(_ bytes: [UInt8]) {
    try? session.receive(bytes.span, at: 0)
    readEvents(bytes)
  }

  private mutating func takeOutput() {
    var bytes: [UInt8] = []
    while session.hasOutput {
      let count = bytes.count
      session.takeOutput(into: &bytes, limit: count + 16_384)
      if bytes.count == count { break }
    }
    if bytes.count > 1 << 20 { fault = "\(bytes.count) bytes to send" }
    readEvents([])
  }

  private mutating func readEvents(_ bytes: [UInt8]) {
    while let event = session.nextEvent() {
      switch event {
      case .request(let stream, let head):
        begins(stream, head.fields)
        log.append("request \(stream.id) \(head.method) \(head.path)")
      case .head(let stream, let head):
        begins(stream, head.fields)
        log.append("head \(stream.id) \(head.status.code)")
      case .data(let stream, let range): content(stream, range, bytes)
      case .trailers(let stream, let fields):
        if streams[stream.id]?.hasHead != true { fault = "trailers without a head" }
        check(fields)
        log.append("trailers \(stream.id)")
      case .ended(let stream):
        if streams[stream.id]?.hasEnded != false { fault = "an end where none can be" }
        streams[stream.id]?.hasEnded = true
        log.append("ended \(stream.id)")
      case .closed(let stream, _):
        if !closed.insert(stream.id).inserted { fault = "closed twice" }
      case .settings: log.append("settings")
      case .pong: log.append("pong")
      case .goAway(let last, let code): log.append("goaway \(last) \(code)")
      case .drained: break
      }
    }
  }

  private mutating func begins(_ stream: HTTP2Stream, _ fields: HeaderFields) {
    if streams[stream.id] != nil { fault = "a second head" }
    streams[stream.id] = Progress(hasHead: true)
    check(fields)
  }

  private mutating func content(_ stream: HTTP2Stream, _ range: Range<Int>, _ bytes: [UInt8]) {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count, !range.isEmpty else {
      fault = "content \(range) of \(bytes.count)"
      return
    }
    guard let progress = streams[stream.id], !progress.hasEnded else {
      fault = "content where none can be"
      return
    }
    session.consume(range.count, of: stream)
    let text = "\(bytes[range].map { "\($0)" }.joined(separator: ",")),"
    let prefix = "data \(stream.id) "
    if let last = log.last, last.hasPrefix(prefix) {
      log[log.count - 1] = last + text
    } else {
      log.append(prefix + text)
    }
  }

  private mutating func check(_ fields: HeaderFields) {
    var size = 0
    for index in 0..<fields.count {
      let name = Array(fields.storage[fields.nameRange(at: index)])
      let value = Array(fields.storage[fields.valueRange(at: index)])
      size += name.count + value.count + 32
      if FieldName(name.span)?.bytes != name { fault = "a bad name \(name)" }
      if FieldValue(value.span)?.bytes != value { fault = "a bad value \(value)" }
    }
    if size > Self.limit { fault = "\(size) bytes of fields" }
  }
}
