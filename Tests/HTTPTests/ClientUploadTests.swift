import HTTP
import Messages
import Network
import SocketTesting
import Testing

@Suite("Content that the client sends", .timeLimit(.minutes(1)))
struct ClientUploadTests {
  private static let text = [UInt8]("hello".utf8)

  @Test(
    "goes out with its length or in chunks, from memory or from a source",
    arguments: [true, false], [true, false])
  func framings(chunked: Bool, streamed: Bool) throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    var server: RawSocket?
    for total in [0, 5, 100_000] {
      let call = rig.start("POST", port: listener.port) {
        streamed
          ? .source(PatternSource(total: total, announced: true, step: 3000), chunked: chunked)
          : .whole(PatternSource.bytes(0..<total), chunked: chunked)
      }
      let peer = try server ?? listener.accept()
      server = peer
      let head = try peer.receiveRequest()
      #expect(head.contains(chunked ? "Transfer-Encoding: chunked" : "Content-Length: \(total)"))
      let content = chunked ? try peer.receiveChunks() : try peer.receive(total)
      #expect(content.count == total && PatternSource.matches(content, from: 0))
      try peer.answer("ok")
      #expect(call.text() == "200 ok")
    }
    rig.stop()
  }

  @Test("goes out as it arrives")
  func promptness() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let source = LoopBound(PatternSource(total: 9, announced: true, available: 0), to: rig.loop)
    let call = rig.start("PUT", port: listener.port) { .source(source.get, chunked: true) }
    let server = try listener.accept()
    _ = try server.receiveRequest()
    for position in [0, 3, 6] {
      rig.loop.submit { source.get.arrive(3) }
      #expect(try server.receive(through: "3\r\n") == "3\r\n")
      #expect(PatternSource.matches(try server.receive(3), from: position))
      _ = try server.receive(2)
    }
    #expect(try server.receive(5) == [UInt8]("0\r\n\r\n".utf8))
    try server.answer("ok")
    #expect(call.text() == "200 ok")
    let isReleased = rig.loop.run { source.get.whenReady == nil }
    #expect(isReleased)
    rig.stop()
  }

  @Test(
    "is held back by a server that does not read, within bounded memory", arguments: [100, 60_000])
  func backPressure(step: Int) throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let total = step == 100 ? 8 << 20 : 32 << 20
    let source = LoopBound(
      PatternSource(total: total, announced: true, step: step), to: rig.loop)
    let call = rig.start("PUT", port: listener.port) { .source(source.get, chunked: true) }
    let server = try listener.accept()
    _ = try server.receiveRequest()
    #expect(eventually { rig.loop.run { source.get.wasBlocked } })
    #expect(rig.loop.run { source.get.taken } < total)
    let content = try server.receiveChunks()
    #expect(content.count == total && PatternSource.matches(content, from: 0))
    try server.answer("ok")
    #expect(call.text() == "200 ok")
    rig.stop()
  }

  @Test("that fails ends the exchange and the connection: the server must not take it for whole")
  func failure() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let source = LoopBound(PatternSource(total: 9, announced: true, available: 3), to: rig.loop)
    let call = rig.start("PUT", port: listener.port) { .source(source.get, chunked: true) }
    let server = try listener.accept()
    _ = try server.receiveRequest()
    #expect(try server.receive(8).count == 8)
    rig.loop.submit { source.get.fail(.timeout) }
    #expect(call.text() == "the content of the request: timeout")
    #expect(try server.skipAll() == (0, false))
    #expect(eventually { rig.isClean })
    rig.stop()
  }

  @Test("in a flood lets other exchanges of the loop go on")
  func fairness() throws {
    let rig = try ClientRig()
    let (greedy, modest) = (try RawListener(), try RawListener())
    let firstTurn = Handover<Int>()
    let loop = rig.loop
    let flood = rig.start("PUT", port: greedy.port) {
      let source = PatternSource(total: 1 << 50, announced: true)
      source.tellFirstTurn(to: firstTurn, on: loop)
      return .source(source, chunked: false)
    }
    let sink = try greedy.accept()
    let reading = try Thread(name: "sink") { _ = try? sink.skipAll() }
    // A mebibyte and the piece that reaches it; the system would take more.
    #expect(try #require(firstTurn.arrives()) <= 1 << 20 + 65_536)
    for _ in 0..<20 {
      let call = rig.start(port: modest.port)
      let server = try modest.accept()
      _ = try server.receiveRequest()
      try server.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
      #expect(call.text() == "200 ok")
    }
    flood.cancel()
    reading.join()
    #expect(eventually { rig.isClean })
    rig.stop()
  }
}
