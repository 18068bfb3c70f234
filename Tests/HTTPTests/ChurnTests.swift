import HTTP
import Messages
import SocketTesting
import Synchronization
import Testing

@testable import Network

/// Servers that call servers, on two loops: everything begins, ends and is broken off at random,
/// and at the end nothing is left.
@Suite("Two loops under load", .timeLimit(.minutes(2)))
struct ChurnTests {
  @Test("keep nothing of thousands of exchanges that end at any moment", arguments: [1, 2, 3])
  func churn(seed: UInt64) throws {
    let backend = try ServerRig(loops: 2) { exchange in
      switch exchange.request.target.bytes.count % 4 {
      case 0: await exchange.answer("short")
      case 1: await exchange.answer(String(repeating: "x", count: 200_000))
      case 2:
        _ = await exchange.send(
          ResponseHead(status: .ok), streaming: PatternSource(total: 90_000, announced: false))
      default:
        let pause = Pause(exchange.loop)
        await pause.wait(milliseconds: 3)
        await exchange.answer("late")
      }
    }
    let gateway = try Relay(to: backend.port)
    let workers = try (0..<4).map { number in
      try Thread(name: "client") {
        var random = Randomness(seed: seed &* 100 + UInt64(number))
        for _ in 0..<600 { visit(gateway.rig.port, &random) }
      }
    }
    for worker in workers { worker.join() }
    #expect(eventually { gateway.rig.isAtRest(allowing: gateway.idleConnections) })
    #expect(gateway.doubleOutcomes == 0)
    gateway.closeIdle()
    #expect(eventually { gateway.rig.isIdle && gateway.timers == 0 })
    gateway.rig.stop()
    backend.stop()
  }
}

/// One client's visit: some requests, and an end at any moment.
private func visit(_ port: UInt16, _ random: inout Randomness) {
  guard let client = try? RawSocket.connect(port: port) else { return }
  for _ in 0..<1 + random.next() % 3 {
    let path = String(repeating: "p", count: 1 + Int(random.next() % 8))
    let request = Array("GET /\(path) HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    let isPartial = random.next() % 6 == 0
    let count = isPartial ? Int(random.next() % UInt64(request.count)) : request.count
    guard (try? client.send(Array(request[..<count]))) != nil, !isPartial else { break }
    switch random.next() % 5 {
    case 0: return client.reset()
    case 1: return client.end()
    case 2:
      _ = try? client.receiveSome(atMost: 1000)
      return client.reset()
    default:
      guard let answer = try? client.receiveAnswer(), answer.status == 200 else { return }
    }
  }
  client.end()
}

/// A server that answers with what another one answers, as a gateway does.
private final class Relay: Sendable {
  /// How often a call reported more than one outcome.
  private let double: Counter
  private let clients = Mutex<PerLoop<HTTPClient>?>(nil)
  let rig: ServerRig

  init(to port: UInt16) throws {
    let clients = Box<PerLoop<HTTPClient>>()
    let double = Counter()
    rig = try ServerRig(loops: 2) { exchange in
      guard let client = clients.value?.current else { return }
      let call = RelayedCall { double.count.add(1, ordering: .relaxed) }
      exchange.observer = LeavingObserver { call.cancel() }
      call.start(exchange.request.target, port: port, on: client)
      await call.event.wait()
      if let (head, content) = call.answer {
        _ = await exchange.send(head, streaming: content)
      } else {
        await exchange.answer("", status: 500)
      }
    }
    let pool = BlockingPool()
    let made = PerLoop(rig.group) { loop in
      var settings = HTTPClientSettings()
      settings.maxIdleConnectionsPerHost = 3
      return HTTPClient(
        loop: loop, settings: settings,
        addresses: AddressBook(loop: loop, resolver: SystemResolver(), pool: pool))
    }
    clients.value = made
    self.clients.withLock { $0 = made }
    self.double = double
  }

  var doubleOutcomes: Int { double.count.load(ordering: .relaxed) }

  /// The idle connections to the backend, on all loops.
  var idleConnections: Int {
    guard let clients = clients.withLock({ $0 }) else { return 0 }
    return rig.group.onEach { clients.on($0).connectionCount }.reduce(0, +)
  }

  var timers: Int { rig.group.onEach { $0.core.timers.count }.reduce(0, +) }

  func closeIdle() {
    guard let clients = clients.withLock({ $0 }) else { return }
    _ = rig.group.onEach { loop in
      clients.on(loop).closeIdle()
      return true
    }
  }
}

private final class Counter: Sendable {
  let count = Atomic(0)
}

/// A value that is filled in before it is used.
private final class Box<Value: Sendable>: Sendable {
  private let held = Mutex<Value?>(nil)

  var value: Value? {
    get { held.withLock { $0 } }
    set { held.withLock { $0 = newValue } }
  }
}

/// The call behind one request.
private final class RelayedCall: ExchangeReceiver {
  let event = LoopEvent()
  private(set) var answer: (ResponseHead, any BodySource)?
  private var head: ResponseHead?
  private var exchange: ClientExchange?
  private var isOver = false
  private let reportedTwice: () -> Void

  init(_ reportedTwice: @escaping () -> Void) { self.reportedTwice = reportedTwice }

  func start(_ target: RequestTarget, port: UInt16, on client: HTTPClient) {
    var head = Array("GET ".utf8)
    head += target.bytes
    head += Array(" HTTP/1.1\r\nHost: backend\r\n\r\n".utf8)
    let request = OutgoingRequest(head: head, method: .get, content: .none)
    let origin = Origin(index: 0, host: "127.0.0.1", port: port)
    // The client may have gone before there was anything to cancel.
    guard !isOver else { return }
    let exchange = client.start(request, to: origin, receiver: self)
    if !exchange.isOver { self.exchange = exchange }
  }

  func cancel() {
    exchange?.cancel()
    finish()
  }

  func received(_ head: ResponseHead, from exchange: ClientExchange) -> AnswerDisposition {
    self.head = head
    return .stream
  }

  func streaming(_ content: any BodySource, from exchange: ClientExchange) {
    if let head { answer = (ResponseHead(status: head.status), content) }
    report()
  }

  func collected(_ content: [UInt8], from exchange: ClientExchange) { report() }

  func failed(_ failure: ExchangeFailure, exchange: ClientExchange) { report() }

  private func report() {
    if isOver { reportedTwice() }
    finish()
  }

  private func finish() {
    isOver = true
    event.set()
  }
}
