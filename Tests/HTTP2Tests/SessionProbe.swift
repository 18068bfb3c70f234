import Bytes
import DragomanTesting
import HTTP
import Messages

/// A session that a test feeds frames by hand and whose events it reads as text.
final class SessionProbe {
  let session: HTTP2Session
  private(set) var log: [String] = []
  /// Everything that the session gave out.
  private(set) var output: [UInt8] = []
  private(set) var violation: HTTP2Violation?
  var time: Int64 = 0
  /// Whether content is consumed when it comes.
  var consumes = true

  /// A session; `greeted` has it past both settings.
  init(
    _ role: HTTP2Session.Role = .client, greeted: Bool = true,
    _ change: (inout HTTP2Settings) -> Void = { _ in }
  ) throws {
    var settings = HTTP2Settings()
    change(&settings)
    session = try HTTP2Session(role: role, settings: settings)
    guard greeted else { return }
    if role == .server { feed(RawHTTP2.preface) }
    feed(RawHTTP2.settings())
    feed(RawHTTP2.settingsAcknowledgement)
    _ = take()
    log = []
  }

  /// Feeds bytes, then takes what is to be sent.
  func feed(_ bytes: [UInt8]) {
    do {
      try session.receive(bytes.span, at: time)
    } catch {
      violation = violation ?? error
    }
    readEvents(bytes)
  }

  /// What is to be sent.
  func take() -> [UInt8] {
    var bytes: [UInt8] = []
    while session.hasOutput {
      let count = bytes.count
      session.takeOutput(into: &bytes, limit: count + 65536)
      readEvents([])
      if bytes.count == count { break }
    }
    output += bytes
    return bytes
  }

  /// The frames that are to be sent: type, flags, stream.
  func frames() -> [String] {
    var bytes = take()[...]
    if bytes.starts(with: RawHTTP2.preface) { bytes = bytes.dropFirst(24) }
    var frames: [String] = []
    while bytes.count >= 9 {
      let at = bytes.startIndex
      let length = bytes[at..<at + 3].reduce(0) { $0 << 8 | Int($1) }
      let type = Int(bytes[at + 3])
      let stream = bytes[at + 5..<at + 9].reduce(0) { $0 << 8 | Int($1) }
      let payload = Array(bytes[at + 9..<at + 9 + length])
      frames.append(Self.text(type, stream, flags: bytes[at + 4], payload))
      bytes = bytes.dropFirst(9 + length)
    }
    return frames
  }

  private static let names = [
    "DATA", "HEADERS", "PRIORITY", "RST", "SETTINGS", "PUSH", "PING", "GOAWAY", "WINDOW",
    "CONTINUATION",
  ]

  /// A frame as text.
  static func text(_ type: Int, _ stream: Int, flags: UInt8, _ payload: [UInt8]) -> String {
    let name = type < names.count ? names[type] : "\(type)"
    func number(_ range: Range<Int>) -> Int { payload[range].reduce(0) { $0 << 8 | Int($1) } }
    switch name {
    case "RST" where payload.count < 4, "GOAWAY" where payload.count < 8: return "\(name) short"
    case "RST": return "RST \(stream) \(HTTP2ErrorCode(rawValue: UInt32(number(0..<4))))"
    case "GOAWAY":
      return "GOAWAY \(number(0..<4)) \(HTTP2ErrorCode(rawValue: UInt32(number(4..<8))))"
    case "WINDOW": return "WINDOW \(stream) \(number(0..<4))"
    case "DATA": return "DATA \(stream) \(payload.count)\(flags & 1 == 1 ? " end" : "")"
    case "HEADERS": return "HEADERS \(stream)\(flags & 1 == 1 ? " end" : "")"
    default: return flags & 1 == 1 ? "\(name) ack" : name
    }
  }

  /// Opens a stream with a call.
  func open(_ content: [UInt8]? = [1]) -> HTTP2Stream {
    let stream = HTTP2Stream()
    let head = HTTP2RequestHead(
      method: .post, authority: Array("a.test".utf8), path: Array("/x".utf8))
    guard session.open(stream, head, hasContent: content != nil) else {
      log.append("not opened")
      return stream
    }
    if let content {
      session.send(content.span, on: stream)
      session.finish(stream)
    }
    return stream
  }

  /// The events since the last look.
  func events() -> [String] {
    defer { log = [] }
    return log
  }

  private func readEvents(_ bytes: [UInt8]) {
    while let event = session.nextEvent() {
      log.append(text(event, bytes))
    }
  }

  private func text(_ event: HTTP2Event, _ bytes: [UInt8]) -> String {
    switch event {
    case .request(let stream, let head):
      return
        "request \(stream.id) \(String(decoding: head.method + [32] + head.path, as: UTF8.self))"
    case .head(let stream, let head): return "head \(stream.id) \(head.status.code)"
    case .data(let stream, let range):
      if consumes { session.consume(range.count, of: stream) }
      return "data \(stream.id) \(String(decoding: bytes[range], as: UTF8.self))"
    case .trailers(let stream, let fields):
      let text = String(decoding: fields.storage, as: UTF8.self)
      return "trailers \(stream.id) \(text.split(separator: "\r\n").joined(separator: ", "))"
    case .ended(let stream): return "ended \(stream.id)"
    case .drained(let stream): return "drained \(stream.id)"
    case .closed(let stream, let closure): return "closed \(stream.id) \(Self.text(closure))"
    case .settings: return "settings"
    case .pong: return "pong"
    case .goAway(let last, let code): return "goaway \(last) \(code)"
    }
  }

  private static func text(_ closure: HTTP2Closure) -> String {
    switch closure {
    case .complete: "complete"
    case .reset(let code): "reset \(code)"
    case .cancelled: "cancelled"
    case .violated(let violation): "violated: \(violation)"
    case .unprocessed: "unprocessed"
    }
  }
}
