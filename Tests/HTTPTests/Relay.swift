import HTTP
import Messages
import SocketTesting
import Synchronization
import Testing

@testable import Network

/// A server that answers with what another one answers, as a gateway does.
final class Relay: Sendable {
  /// How often a call reported more than one outcome.
  private let double: Counter
  private let clients = Mutex<PerLoop<HTTPClient>?>(nil)
  let rig: ServerRig

  init(to port: UInt16, loops: Int = 2) throws {
    let clients = Box<PerLoop<HTTPClient>>()
    let double = Counter()
    rig = try ServerRig(loops: loops) { exchange in
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

  /// The pipes in use on all loops, and those that wait for use.
  var pipes: (leased: Int, free: Int) {
    let counts = rig.group.onEach { [$0.core.pipes.leased, $0.core.pipes.freeCount] }
    return (counts.map { $0[0] }.reduce(0, +), counts.map { $0[1] }.reduce(0, +))
  }

  /// How many pipes each loop may use at a time.
  func limitPipes(to limit: Int) {
    _ = rig.group.onEach { loop in
      loop.core.pipes.limit = limit
      return true
    }
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
