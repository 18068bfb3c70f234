import HTTP
import Messages
import Network
import SocketTesting
import Testing

@Suite("Servers that misbehave", .timeLimit(.minutes(1)))
struct ClientFaultTests {
  private static let lost = "the connection ended before the answer did"

  private static let answers = [
    "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\nT: 1\r\n\r\n",
  ]

  @Test(
    "an answer cut after any byte is none, with an end or a reset", arguments: answers,
    [true, false])
  func cut(answer: String, resets: Bool) throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let bytes = Array(answer.utf8)
    for count in 0..<bytes.count {
      for streams in [false, true] {
        let call = rig.start(port: listener.port, streams: streams)
        let server = try listener.accept()
        _ = try server.receiveRequest()
        try server.send(Array(bytes[..<count]))
        if resets { server.reset() } else { server.end() }
        let text = call.text()
        if text == "200 ..." {
          let (content, progress) = call.pullAll()
          #expect("hello".hasPrefix(content))
          #expect(progress == .failed(.connectionLost))
        } else {
          #expect(text == Self.lost, "after \(count) bytes")
        }
      }
    }
    #expect(eventually { rig.isClean })
    rig.stop()
  }

  @Test(
    "response_header_timeout: a head that does not come, or not whole",
    arguments: ["", "HTTP/1.1 200 O", "HTTP/1.1 100 Continue\r\n\r\n"])
  func headTimeout(start: String) throws {
    let rig = try ClientRig({ $0.responseHeaderTimeout = 30_000_000 })
    let listener = try RawListener()
    let call = rig.start(port: listener.port)
    let server = try listener.accept()
    _ = try server.receiveRequest()
    try server.send(start)
    #expect(call.text() == "timeout awaiting response headers")
    #expect(try server.skipAll() == (0, false))
    rig.stop()
  }

  @Test("response_header_timeout does not count the content")
  func slowContent() throws {
    let rig = try ClientRig({ $0.responseHeaderTimeout = 600_000_000 })
    let listener = try RawListener()
    let call = rig.start(port: listener.port)
    let server = try listener.accept()
    _ = try server.receiveRequest()
    try server.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n")
    #expect(!server.isReadable(withinMilliseconds: 900))
    try server.send("slow")
    #expect(call.text() == "200 slow")
    rig.stop()
  }

  @Test(
    "an answer that comes before the request is sent counts, and its connection is not used again")
  func earlyAnswer() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    for closes in [false, true] {
      let call = rig.start("POST", port: listener.port) {
        .whole([UInt8](repeating: 0x61, count: 64 << 20), chunked: false)
      }
      let server = try listener.accept()
      _ = try server.receiveRequest()
      try server.send("HTTP/1.1 413 Too Large\r\nContent-Length: 5\r\n\r\nlarge")
      if closes { server.finishWriting() }
      #expect(call.text() == "413 large")
      #expect(eventually { rig.isClean })
    }
    rig.stop()
  }

  @Test("an answer followed by a reset, in the middle of a request, still counts")
  func earlyAnswerThenReset() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let gate = LoopBound(PatternSource(total: 1000, announced: true, available: 10), to: rig.loop)
    let call = rig.start("POST", port: listener.port) { .source(gate.get, chunked: false) }
    let server = try listener.accept()
    _ = try server.receiveRequest()
    _ = try server.receive(10)
    try server.send("HTTP/1.1 400 Bad\r\nContent-Length: 3\r\n\r\nbad")
    #expect(call.text() == "400 bad")
    let isReleased = rig.loop.run { gate.get.whenReady == nil }
    #expect(isReleased)
    #expect(eventually { rig.isClean })
    rig.stop()
  }

  @Test("a server that closes without an answer while the request is under way")
  func closesDuringRequest() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    for resets in [true, false] {
      let call = rig.start("POST", port: listener.port) {
        .whole([UInt8](repeating: 0x61, count: 64 << 20), chunked: true)
      }
      let server = try listener.accept()
      _ = try server.receiveRequest()
      if resets { server.reset() } else { server.end() }
      #expect(call.text() == Self.lost)
    }
    #expect(eventually { rig.isClean })
    rig.stop()
  }
}
