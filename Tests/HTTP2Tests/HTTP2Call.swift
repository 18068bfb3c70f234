import HTTP
import Messages
import Network
import SocketTesting
import Testing

/// What a call came to.
enum HTTP2Outcome: Sendable {
  case ended(status: Int, fields: HeaderFields, content: [UInt8], trailers: HeaderFields?)
  case failed(HTTP2Failure, afterBytes: Int)

  /// `200 [content] grpc-status 0`, or the failure in words.
  var text: String {
    switch self {
    case .ended(let status, _, let content, let trailers):
      "\(status) \(content) \(trailers?.text("grpc-status") ?? "-")"
    case .failed(let failure, _): "\(failure)"
    }
  }

  var failure: HTTP2Failure? {
    if case .failed(let failure, _) = self { failure } else { nil }
  }
}

/// One call, watched from a test's thread.
final class HTTP2Call: Sendable {
  let loop: EventLoop
  private let outcome = Handover<HTTP2Outcome>()
  private let watcher: LoopBound<HTTP2Watcher>

  init(loop: EventLoop) {
    self.loop = loop
    watcher = LoopBound(HTTP2Watcher(outcome), to: loop)
  }

  /// On the loop.
  func begin(isPaused: Bool, _ start: (any HTTP2Receiver) -> HTTP2ClientStream) {
    let watcher = watcher.get
    let stream = start(watcher)
    #expect(watcher.reports == 0)
    watcher.stream = stream
    if isPaused { stream.pause() }
  }

  /// What came of it; nil if that takes too long.
  func result() -> HTTP2Outcome? { outcome.arrives() }

  /// What came of it, as text.
  func text() -> String { result()?.text ?? "nothing" }

  var isOver: Bool { reports > 0 }
  /// How often it reported an outcome.
  var reports: Int { onLoop { $0.reports } }
  /// How many bytes came so far.
  var byteCount: Int { onLoop { $0.byteCount } }
  /// Whether the head has come.
  var hasHead: Bool { onLoop { $0.status != 0 } }
  var wantsContent: Bool { onLoop { $0.stream?.wantsContent ?? false } }
  /// How often it was told that there is room.
  var roomReports: Int { onLoop { $0.roomReports } }

  func cancel() { onLoop { $0.stream?.cancel() } }
  func pause() { onLoop { $0.stream?.pause() } }
  func resume() { onLoop { $0.stream?.resume() } }
  func send(_ bytes: [UInt8]) { onLoop { $0.stream?.send(bytes.span) } }
  func finish() { onLoop { $0.stream?.finish() } }
  /// Pauses whenever so many further bytes have come.
  func pausesEvery(_ bytes: Int) { onLoop { $0.pausesEvery = bytes } }

  private func onLoop<Value: Sendable>(
    _ work: @escaping @Sendable (HTTP2Watcher) -> Value
  ) -> Value {
    loop.run { [watcher] in work(watcher.get) }
  }
}

/// Lives on the loop.
final class HTTP2Watcher: HTTP2Receiver {
  private let outcome: Handover<HTTP2Outcome>
  var stream: HTTP2ClientStream?
  var status = 0
  var reports = 0
  var roomReports = 0
  var byteCount = 0
  var pausesEvery: Int?
  private var fields = HeaderFields()
  private var content: [UInt8] = []

  init(_ outcome: Handover<HTTP2Outcome>) { self.outcome = outcome }

  func received(_ head: ResponseHead, on stream: HTTP2ClientStream) {
    #expect(status == 0)
    status = Int(head.status.code)
    fields = head.fields
  }

  func received(_ bytes: Span<UInt8>, on stream: HTTP2ClientStream) {
    #expect(!stream.isPaused)
    byteCount += bytes.count
    if content.count < 1 << 20 { for index in 0..<bytes.count { content.append(bytes[index]) } }
    if let limit = pausesEvery, byteCount >= limit {
      pausesEvery = byteCount + limit
      stream.pause()
    }
  }

  func ended(_ gathered: [UInt8], trailers: HeaderFields?, on stream: HTTP2ClientStream) {
    byteCount += gathered.count
    report(
      .ended(status: status, fields: fields, content: content + gathered, trailers: trailers))
  }

  func failed(_ failure: HTTP2Failure, on stream: HTTP2ClientStream) {
    report(.failed(failure, afterBytes: byteCount))
  }

  func wantsContent(_ stream: HTTP2ClientStream) { roomReports += 1 }

  private func report(_ result: HTTP2Outcome) {
    reports += 1
    #expect(reports == 1)
    outcome.put(result)
  }
}
