import HTTP
import Messages
import SocketTesting
import Testing

@testable import Network

/// A client on a loop, driven from a test's thread.
final class ClientRig: Sendable {
  let group: LoopGroup
  private let clients: PerLoop<HTTPClient>

  init(
    _ change: (inout HTTPClientSettings) -> Void = { _ in },
    resolver: any Resolver = SystemResolver()
  ) throws {
    var settings = HTTPClientSettings()
    change(&settings)
    group = try LoopGroup(count: 1)
    let pool = BlockingPool()
    clients = PerLoop(group) { [settings] loop in
      let book = AddressBook(loop: loop, resolver: resolver, pool: pool)
      return HTTPClient(loop: loop, settings: settings, addresses: book)
    }
  }

  var loop: EventLoop { group.loops[0] }

  /// Starts an exchange. `content` is made on the loop.
  func start(
    _ method: String = "GET", port: UInt16, host: String = "127.0.0.1",
    streams: Bool = false, limit: Int = 1 << 20,
    content: @escaping @Sendable () -> OutgoingRequest.Content = { .none }
  ) -> TestCall {
    start(
      method, to: Origin(index: Int(port), host: host, port: port), streams: streams, limit: limit,
      content: content)
  }

  /// Starts an exchange with an origin.
  func start(
    _ method: String = "GET", to origin: Origin, streams: Bool = false, limit: Int = 1 << 20,
    content: @escaping @Sendable () -> OutgoingRequest.Content = { .none }
  ) -> TestCall {
    let (loop, clients) = (loop, clients)
    let call = TestCall(loop: loop, streams: streams, limit: limit)
    _ = loop.run {
      let request = Self.request(method, content())
      call.begin { clients.on(loop).start(request, to: origin, receiver: $0) }
      return true
    }
    return call
  }

  private static func request(
    _ method: String, _ content: OutgoingRequest.Content
  ) -> OutgoingRequest {
    let framing: HTTP1BodyFraming =
      switch content {
      case .none: .none
      case .whole(let bytes, let chunked): chunked ? .chunked : .length(UInt64(bytes.count))
      case .source(let source, let chunked): chunked ? .chunked : .length(source.length ?? 0)
      }
    let method = Method(Array(method.utf8).span) ?? .get
    var fields = HeaderFields()
    fields.append(.host, "backend")
    var head: [UInt8] = []
    if let target = OriginFormTarget([UInt8]("/path".utf8)) {
      HTTP1Writer.writeRequest(
        method: method, target: target, fields: fields, framing: framing, to: &head)
    }
    return OutgoingRequest(head: head, method: method, content: content)
  }

  /// How many connections are open.
  var connections: Int {
    loop.run { [loop, clients] in clients.on(loop).connectionCount }
  }

  /// How many descriptors the loop watches.
  var descriptors: Int { loop.run { [loop] in loop.descriptorCount } }

  /// How many buffers are in use.
  var leasedBuffers: Int { loop.run { [loop] in loop.leasedBufferCount } }

  /// Whether nothing is left of all exchanges.
  var isClean: Bool {
    loop.run { [loop, clients] in
      clients.on(loop).connectionCount == 0 && loop.descriptorCount == 1
        && loop.leasedBufferCount == 0 && loop.core.timers.count == 0 && loop.taskCount == 0
    }
  }

  func closeIdle() {
    _ = loop.run { [loop, clients] in
      clients.on(loop).closeIdle()
      return true
    }
  }

  /// Ends the client, and checks that nothing is left of it.
  func stop() {
    closeIdle()
    #expect(eventually { isClean })
    group.stop()
  }
}

/// What an exchange came to.
enum CallOutcome: Sendable {
  case collected(Int, [UInt8])
  case streaming(Int)
  case failed(ExchangeFailure)

  /// `200 content`, `200 ...` for a stream, or the failure in words.
  var text: String {
    switch self {
    case .collected(let status, let content):
      "\(status) \(String(decoding: content, as: UTF8.self))"
    case .streaming(let status): "\(status) ..."
    case .failed(let failure): "\(failure)"
    }
  }
}

/// One exchange, watched from a test's thread.
final class TestCall: Sendable {
  let loop: EventLoop
  private let outcome = Handover<CallOutcome>()
  private let receiver: LoopBound<CallReceiver>

  init(loop: EventLoop, streams: Bool, limit: Int) {
    self.loop = loop
    let (outcome, limit) = (outcome, streams ? nil : limit)
    receiver = LoopBound(CallReceiver(outcome, limit: limit), to: loop)
  }

  /// On the loop.
  func begin(_ start: (any ExchangeReceiver) -> ClientExchange) {
    let exchange = start(receiver.get)
    receiver.get.exchange = exchange
  }

  /// What came of it, as text; "nothing" if that takes too long.
  func text() -> String { outcome.arrives()?.text ?? "nothing" }

  /// Whether it has come to something.
  var isOver: Bool { loop.run { [receiver] in receiver.get.reports > 0 } }

  /// How often it reported an outcome: once, or not at all.
  var reports: Int { loop.run { [receiver] in receiver.get.reports } }

  /// The exchange itself. On the loop.
  var exchangeOnLoop: ClientExchange? { receiver.get.exchange }

  func cancel() {
    _ = loop.run { [receiver] in
      receiver.get.exchange?.cancel()
      receiver.get.exchange = nil
      return true
    }
  }

  /// Pulls what is there of a stream: the bytes, and what the last pull came to.
  func pull() -> (bytes: [UInt8], progress: BodyProgress) {
    loop.run { [receiver] in
      var bytes: [UInt8] = []
      var progress = BodyProgress.moved
      while progress == .moved, bytes.count < 1 << 16, let exchange = receiver.get.exchange {
        progress = exchange.pull { piece in
          for index in 0..<piece.count { bytes.append(piece[index]) }
          return piece.count
        }
      }
      return (bytes, progress)
    }
  }

  /// Pulls a stream to its end.
  func pullAll() -> (text: String, progress: BodyProgress) {
    var bytes: [UInt8] = []
    var last = BodyProgress.empty
    _ = eventually {
      let (some, progress) = pull()
      bytes += some
      last = progress
      return progress != .empty && progress != .moved
    }
    return (String(decoding: bytes, as: UTF8.self), last)
  }
}

/// Lives on the loop.
private final class CallReceiver: ExchangeReceiver {
  private let outcome: Handover<CallOutcome>
  private let limit: Int?
  private var status = 0
  var reports = 0
  var exchange: ClientExchange?

  init(_ outcome: Handover<CallOutcome>, limit: Int?) {
    self.outcome = outcome
    self.limit = limit
  }

  func received(_ head: ResponseHead, from exchange: ClientExchange) -> AnswerDisposition {
    status = Int(head.status.code)
    return limit.map { .collect(limit: $0) } ?? .stream
  }

  func streaming(_ content: any BodySource, from exchange: ClientExchange) {
    report(.streaming(status))
  }

  func collected(_ content: [UInt8], from exchange: ClientExchange) {
    report(.collected(status, content))
  }

  func failed(_ failure: ExchangeFailure, exchange: ClientExchange) { report(.failed(failure)) }

  private func report(_ result: CallOutcome) {
    reports += 1
    #expect(reports == 1)
    outcome.put(result)
  }
}

extension RawSocket {
  /// Reads one request's head.
  func receiveRequest() throws -> String { try receive(through: "\r\n\r\n") }

  /// Answers 200 with a text and its length.
  func answer(_ text: String) throws {
    try send("HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)")
  }
}
