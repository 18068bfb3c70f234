import HTTP
import Messages
import Network
import SocketTesting
import Testing

@Suite("Answers that the client takes", .timeLimit(.minutes(1)))
struct ClientAnswerTests {
  /// An answer on the wire, what it is read as, and whether its connection may be used again.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var method = "GET"
    var wire: String
    var closes = false
    var text: String
    var isReused = true

    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "length", wire: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", text: "200 hello"),
    Case(
      name: "chunks",
      wire:
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nT: 1\r\n\r\n",
      text: "200 hello"),
    Case(
      name: "to the end", wire: "HTTP/1.1 200 OK\r\n\r\nhello", closes: true, text: "200 hello",
      isReused: false),
    Case(
      name: "HTTP/1.0", wire: "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", text: "200 hi",
      isReused: false),
    Case(
      name: "close", wire: "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi",
      text: "200 hi", isReused: false),
    Case(name: "no content", wire: "HTTP/1.1 204 No Content\r\n\r\n", text: "204 "),
    Case(name: "not modified", wire: "HTTP/1.1 304 X\r\nContent-Length: 99\r\n\r\n", text: "304 "),
    Case(
      name: "head", method: "HEAD", wire: "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n",
      text: "200 "),
    Case(
      name: "interim",
      wire: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n"
        + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
      text: "200 hi"),
    Case(
      name: "surplus", wire: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi there",
      text: "200 hi", isReused: false),
    Case(
      name: "second answer",
      wire:
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison",
      text: "200 ", isReused: false),
  ]

  @Test(
    "are read alike in one piece and byte by byte, and free their connection", arguments: cases,
    [true, false])
  func wholeAndSplit(answer: Case, split: Bool) throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let call = rig.start(answer.method, port: listener.port)
    let server = try listener.accept()
    #expect(
      try server.receiveRequest().hasPrefix("\(answer.method) /path HTTP/1.1\r\nHost: backend\r\n"))
    if split {
      for byte in answer.wire.utf8 {
        // After an answer that has ended the client may have gone.
        guard (try? server.send([byte])) != nil else { break }
        _ = rig.connections
      }
    } else {
      try server.send(answer.wire)
    }
    if answer.closes { server.finishWriting() }
    #expect(call.text() == answer.text)
    if answer.isReused {
      let next = rig.start(port: listener.port)
      _ = try server.receiveRequest()
      try server.answer("next")
      #expect(next.text() == "200 next")
    } else {
      #expect(eventually { rig.connections == 0 })
    }
    rig.stop()
  }

  @Test("are streamed alike", arguments: cases, [true, false])
  func streamed(answer: Case, split: Bool) throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let call = rig.start(answer.method, port: listener.port, streams: true)
    let server = try listener.accept()
    _ = try server.receiveRequest()
    if split {
      for byte in answer.wire.utf8 {
        guard (try? server.send([byte])) != nil else { break }
        _ = rig.connections
      }
    } else {
      try server.send(answer.wire)
    }
    if answer.closes { server.finishWriting() }
    #expect(call.text() == "\(answer.text.prefix(3)) ...")
    let (text, progress) = call.pullAll()
    #expect(text == answer.text.dropFirst(4))
    #expect(progress == .ended)
    #expect(call.pull().progress == .ended)
    #expect(eventually { rig.connections == (answer.isReused ? 1 : 0) })
    rig.stop()
  }

  @Test(
    "are refused where they break the rules, and their connection closed",
    arguments: [
      "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
      "HTTP/1.1 200 OK\r\nA : b\r\n\r\n", "HTTP/1.1 200 OK\r\n A: b\r\n\r\n",
      "HTTP/1.1 101 Switching\r\n\r\n", "\u{16}\u{3}\u{1}\0",
      String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 100),
      "HTTP/1.1 200 OK\r\n\(String(repeating: "A: b\r\n", count: 1000))\r\n",
      "HTTP/1.1 200 OK\r\nA: \(String(repeating: "x", count: 2 << 20))\r\n\r\n",
    ])
  func malformed(wire: String) throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    for streams in [false, true] {
      let call = rig.start(port: listener.port, streams: streams)
      let server = try listener.accept()
      _ = try server.receiveRequest()
      try? server.send(wire)
      let text = call.text()
      if text == "200 ..." {
        #expect(call.pullAll().progress == .failed(.malformed))
      } else {
        #expect(text.hasPrefix("malformed answer: "))
      }
      _ = try server.skipAll()
    }
    #expect(eventually { rig.isClean })
    rig.stop()
  }

  @Test("are cut off beyond the limit, with or without an announced length")
  func tooLarge() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    for head in ["Content-Length: 101", "Transfer-Encoding: chunked", "Connection: close"] {
      let call = rig.start(port: listener.port, limit: 100)
      let server = try listener.accept()
      _ = try server.receiveRequest()
      let content = String(repeating: "x", count: 101)
      let body = head.hasPrefix("T") ? "65\r\n\(content)\r\n0\r\n\r\n" : content
      try server.send("HTTP/1.1 200 OK\r\n\(head)\r\n\r\n\(body)")
      #expect(call.text() == "the answer is too large")
    }
    let call = rig.start(port: listener.port, limit: 100)
    let server = try listener.accept()
    _ = try server.receiveRequest()
    try server.answer(String(repeating: "x", count: 100))
    #expect(call.text().utf8.count == 104)
    rig.stop()
  }

  @Test("of any size stream through bounded memory, as fast as they are pulled")
  func backPressure() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let call = rig.start(port: listener.port, streams: true)
    let server = try listener.accept()
    _ = try server.receiveRequest()
    let total = 32 << 20
    let content = PatternSource.bytes(0..<total)
    try server.send("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
    #expect(call.text() == "200 ...")
    let sent = server.sendUntilBlocked(content)
    #expect(sent < total)
    #expect(rig.leasedBuffers <= 1)
    let sending = try Thread(name: "sender") { try? server.send(Array(content[sent...])) }
    var position = 0
    let arrived = eventually {
      let (bytes, progress) = call.pull()
      if !PatternSource.matches(bytes, from: position) { Issue.record("mixed up at \(position)") }
      position += bytes.count
      return progress == .ended
    }
    #expect(arrived)
    #expect(position == total)
    sending.join()
    rig.stop()
  }
}
