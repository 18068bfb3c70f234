public import HTTP
import Messages
public import Network

/// A client that sends one request and waits for the whole answer. It lives on an event loop of its
/// own; `send` blocks the calling thread and must not be called on a loop.
public final class TestClient: Sendable {
  private let group: LoopGroup
  private let clients: PerLoop<HTTPClient>

  /// Starts a client.
  public init() throws(SystemError) {
    group = try LoopGroup(count: 1)
    let pool = BlockingPool()
    clients = PerLoop(group) { loop in
      let book = AddressBook(loop: loop, resolver: SystemResolver(), pool: pool)
      return HTTPClient(loop: loop, settings: HTTPClientSettings(), addresses: book)
    }
  }

  /// Sends a request to a port of 127.0.0.1 and waits for the answer, at most so long.
  public func send(
    _ request: TestRequest, port: UInt16, timeoutMilliseconds: Int = 30_000
  ) throws(ExchangeFailure) -> TestAnswer {
    try send(
      request, to: Origin(index: Int(port), host: "127.0.0.1", port: port),
      host: "127.0.0.1:\(port)", timeoutMilliseconds: timeoutMilliseconds)
  }

  /// Sends a request to a server that `host` calls so, and waits for the answer, at most so long.
  public func send(
    _ request: TestRequest, to origin: Origin, host: String, timeoutMilliseconds: Int
  ) throws(ExchangeFailure) -> TestAnswer {
    let result = Handover<Result<TestAnswer, ExchangeFailure>>()
    guard let loop = group.loops.first else { throw .connectionLost }
    loop.submit { [clients] in
      let exchange = TestExchange(loop: loop, result: result)
      exchange.start(
        request.outgoing(host: host), to: origin, on: clients.on(loop), timeoutMilliseconds)
    }
    return try result.take().get()
  }

  /// Closes all connections. Not from a loop.
  public func stop() {
    _ = group.onEach { [clients] loop in
      clients.on(loop).closeIdle()
      return true
    }
    group.stop()
  }
}

/// One exchange of the client.
private final class TestExchange: ExchangeReceiver, TimerTarget {
  /// How large an answer may be.
  private static let limit = 256 << 20

  private let loop: EventLoop
  private let result: Handover<Result<TestAnswer, ExchangeFailure>>
  private var head: ResponseHead?
  private var timer: TimerToken?
  private var exchange: ClientExchange?

  init(loop: EventLoop, result: Handover<Result<TestAnswer, ExchangeFailure>>) {
    self.loop = loop
    self.result = result
  }

  func start(
    _ request: OutgoingRequest, to origin: Origin, on client: HTTPClient, _ milliseconds: Int
  ) {
    let deadline = loop.now.advanced(byNanoseconds: Int64(milliseconds) * 1_000_000)
    timer = loop.schedule(at: deadline, self)
    exchange = client.start(request, to: origin, receiver: self)
  }

  func received(_ head: ResponseHead, from exchange: ClientExchange) -> AnswerDisposition {
    self.head = head
    return .collect(limit: Self.limit)
  }

  /// Never: every answer is gathered.
  func streaming(_ content: any BodySource, from exchange: ClientExchange) { content.abandon() }

  func collected(_ content: [UInt8], from exchange: ClientExchange) {
    guard let head else { return end(.failure(.connectionLost)) }
    end(.success(TestAnswer(head, content: content)))
  }

  func failed(_ failure: ExchangeFailure, exchange: ClientExchange) { end(.failure(failure)) }

  func timerFired(_ tag: Int) {
    timer = nil
    exchange?.cancel()
    end(.failure(.headTimeout))
  }

  private func end(_ outcome: Result<TestAnswer, ExchangeFailure>) {
    if let timer { loop.cancel(timer) }
    timer = nil
    exchange = nil
    result.put(outcome)
  }
}
