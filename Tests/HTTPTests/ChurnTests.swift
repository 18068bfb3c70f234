import HTTP
import Messages
import Network
import SocketTesting
import Synchronization
import Testing

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
