import HTTP
import Messages
import Network
import SocketTesting
import Synchronization
import Testing

@Suite("One client cannot have the loop for itself", .timeLimit(.minutes(1)))
struct ServerFairnessTests {
  @Test("who pipelines thousands of requests")
  func pipelining() throws {
    let greedyAnswers = Atomic(0)
    let before = Handover<Int>()
    let rig = try ServerRig { exchange in
      if exchange.path == "/modest" {
        before.put(greedyAnswers.load(ordering: .relaxed))
      } else {
        greedyAnswers.add(1, ordering: .relaxed)
      }
      await exchange.answer("x")
    }
    let (greedy, modest) = (try rig.connect(), try rig.connect())
    #expect(eventually { rig.connections == 2 })
    // The loop is busy while both ask: it finds all requests of the first one at once.
    let busy = Handover<Bool>()
    rig.loop.submit { _ = busy.take() }
    let count = 5000
    try greedy.send(String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: count))
    try modest.send("GET /modest HTTP/1.1\r\nHost: a\r\n\r\n")
    busy.put(true)
    #expect(try #require(before.arrives()) <= 64)
    #expect(try modest.receiveAnswer().content == "x")
    for _ in 0..<count { #expect(try greedy.receiveAnswer().content == "x") }
    rig.stop()
  }

  @Test("who takes an endless answer as fast as it comes")
  func endlessAnswer() throws {
    let firstTurn = Handover<Int>()
    let rig = try ServerRig { exchange in
      if exchange.path != "/endless" { return await exchange.answer("x") }
      let source = PatternSource(total: 1 << 50, announced: true)
      source.tellFirstTurn(to: firstTurn, on: exchange.loop)
      _ = await exchange.send(ResponseHead(status: .ok), streaming: source)
    }
    let greedy = try rig.connect()
    try greedy.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
    let reading = try Thread(name: "reader") {
      while let some = try? greedy.receiveSome(atMost: 1 << 20), !some.isEmpty {}
    }
    // A mebibyte and the piece that reaches it; the system would take more.
    #expect(try #require(firstTurn.arrives()) <= 1 << 20 + 65_536)
    for _ in 0..<50 {
      let client = try rig.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.receiveAnswer().content == "x")
    }
    rig.closeAll()
    reading.join()
    rig.stop()
  }
}
