import Bytes
import HTTP
import Messages
import Network

/// One call to a scripted gRPC server: takes the request in, plays the reply.
final class GRPCServerCall: TimerTarget {
  /// How much of a call is kept; the rest is read and forgotten.
  private static let keptBytes = 64 << 20

  private let stream: HTTP2Stream
  private unowned let connection: GRPCServerConnection
  private var request: GRPCRecordedRequest
  private var content: [UInt8] = []
  private var reply: GRPCReply?
  private var isAnswered = false
  private var hasWaited = false
  private var hasBegun = false
  private var isHeld = false
  private var isReleased = false
  private var next = 0
  /// Whether the stream is closed.
  var isOver = false

  init(_ stream: HTTP2Stream, _ head: HTTP2RequestHead, connection: GRPCServerConnection) {
    self.stream = stream
    self.connection = connection
    request = GRPCRecordedRequest(
      path: String(decoding: head.path, as: UTF8.self),
      authority: String(decoding: head.authority, as: UTF8.self),
      scheme: String(decoding: head.scheme, as: UTF8.self), fields: [TestField](head.fields),
      connection: connection.number, stream: stream.id)
  }

  private var session: HTTP2Session { connection.session }

  func received(_ bytes: Span<UInt8>) {
    if content.count < Self.keptBytes { content.append(bytes) }
    takeMessages()
    if !request.messages.isEmpty, connection.server.answersEarly(request.path) { answer() }
  }

  func requestEnded() {
    connection.server.received(request)
    answer()
  }

  private func answer() {
    guard !isAnswered else { return }
    isAnswered = true
    begin(connection.server.handler(request))
  }

  private func takeMessages() {
    var start = 0
    while content.count - start >= 5 {
      let length = content[start + 1..<start + 5].reduce(0) { $0 << 8 | Int($1) }
      guard content.count - start - 5 >= length else { break }
      let message = Array(content[start + 5..<start + 5 + length])
      let isCompressed = content[start] == 1
      if isCompressed { request.wasCompressed = true }
      request.messages.append(isCompressed ? Self.inflated(message) : message)
      start += 5 + length
    }
    if start > 0 { content.removeSubrange(0..<start) }
  }

  private static func inflated(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    let limits = ContentCodingLimits(maxOutputBytes: keptBytes, maxRatio: 4096)
    guard let decoder = try? GzipDecoder(limits: limits),
      (try? decoder.inflate(bytes.span, into: &output)) != nil
    else { return [] }
    return output
  }

  private func begin(_ reply: GRPCReply) {
    self.reply = reply
    guard reply.delayMilliseconds > 0 else {
      hasWaited = true
      return goOn()
    }
    let loop = connection.loop
    let delay = Int64(reply.delayMilliseconds) * 1_000_000
    _ = loop.schedule(at: loop.now.advanced(byNanoseconds: delay), self)
  }

  func timerFired(_ tag: Int) {
    hasWaited = true
    if !isOver, !connection.isClosed { goOn() }
  }

  func release() {
    guard isHeld else { return }
    isHeld = false
    isReleased = true
    goOn()
  }

  /// Plays the reply as far as it goes now.
  func goOn() {
    guard let reply, hasWaited, !isOver, !isHeld, !reply.isSilent else { return }
    if holds(reply) { return }
    if !hasBegun {
      hasBegun = true
      guard beginAnswer(reply) else { return }
    }
    guard sendMessages(reply) else { return }
    finish(reply)
    self.reply = nil
  }

  private func holds(_ reply: GRPCReply) -> Bool {
    if reply.holdsAfter == next, !isReleased { isHeld = true }
    return isHeld
  }

  /// False when the answer is complete by that.
  private func beginAnswer(_ reply: GRPCReply) -> Bool {
    if let raw = reply.raw {
      connection.send(raw: raw)
      return false
    }
    if reply.goAway == .refusing {
      session.goAway(lastStream: max(0, stream.id - 2))
      session.reset(stream, .refusedStream)
      connection.leaveWithRound()
      return false
    }
    if reply.goAway == .answering { session.goAway() }
    let head = Self.head(of: reply)
    _ = session.respond(stream, head, hasContent: !reply.isTrailersOnly)
    connection.leaveWithRound()
    if reply.goAway == .cutting {
      session.goAway()
      connection.cut()
      return false
    }
    return !reply.isTrailersOnly
  }

  /// False when there is more to send later.
  private func sendMessages(_ reply: GRPCReply) -> Bool {
    if let raw = reply.rawContent {
      session.send(raw.span, on: stream)
      return true
    }
    while next < reply.count {
      if holds(reply) { return false }
      guard stream.hasRoom else {
        connection.leaveWithRound()
        return false
      }
      session.send(Self.framed(reply.messages[next % reply.messages.count], reply).span, on: stream)
      connection.server.hasSentMessage()
      next += 1
    }
    return !holds(reply)
  }

  private func finish(_ reply: GRPCReply) {
    defer { connection.leaveWithRound() }
    if reply.cuts { return connection.cut() }
    if let code = reply.reset {
      return session.resetWhenSent(stream, HTTP2ErrorCode(rawValue: code))
    }
    session.finish(stream, trailers: Self.trailers(of: reply))
  }
}
