import HTTP
import Messages
import Network
import SocketTesting
import Synchronization
import Testing

@Suite("One client cannot have the loop for itself", .timeLimit(.minutes(1)))
struct ServerFairnessTests {
  @Test("who pipelines without end", arguments: ["GET /", "GET /nothing"])
  func pipelining(line: String) throws {
    let rig = try ServerRig { await $0.answer("x") }
    let stops = Atomic(false)
    let greedy = try rig.connect()
    let requests = Array(
      String(repeating: "\(line) HTTP/1.1\r\nHost: a\r\n\r\n", count: 20_000).utf8)
    let sending = try Thread(name: "sender") {
      while !stops.load(ordering: .relaxed), (try? greedy.send(requests)) != nil {}
    }
    let reading = try Thread(name: "reader") {
      while let some = try? greedy.receiveSome(), !some.isEmpty {}
    }
    for _ in 0..<50 {
      let client = try rig.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.receiveAnswer().content == "x")
    }
    stops.store(true, ordering: .relaxed)
    rig.closeAll()
    sending.join()
    reading.join()
    rig.stop()
  }

  @Test("who takes an endless answer as fast as it comes")
  func endlessAnswer() throws {
    let rig = try ServerRig { exchange in
      if exchange.path != "/endless" { return await exchange.answer("x") }
      _ = await exchange.send(
        ResponseHead(status: .ok), streaming: PatternSource(total: 1 << 50, announced: true))
    }
    let greedy = try rig.connect()
    try greedy.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
    let reading = try Thread(name: "reader") {
      while let some = try? greedy.receiveSome(atMost: 1 << 20), !some.isEmpty {}
    }
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
