import HTTP
import Messages
import Network
import SocketTesting
import Testing

@Suite("The server's conversation", .timeLimit(.minutes(1)))
struct ServerBasicsTests {
  /// Answers with method, target and content.
  private static let echo: ServerRig.Answer = { exchange in
    do throws(BodyFailure) {
      let content = try await exchange.collect(limit: 1 << 20)
      let method = String(decoding: exchange.request.method.bytes, as: UTF8.self)
      await exchange.answer(
        "\(method) \(exchange.path) \(String(decoding: content, as: UTF8.self))")
    } catch {
      await exchange.answer("\(error)", status: error == .tooLarge ? 413 : 400)
    }
  }

  @Test("keeps a connection for many requests")
  func keepAlive() throws {
    let rig = try ServerRig(Self.echo)
    let client = try rig.connect()
    for number in 0..<50 {
      try client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
      let answer = try client.receiveAnswer()
      #expect(answer.status == 200)
      #expect(answer.content == "GET /\(number) ")
      #expect(answer.field("Connection") == nil)
      #expect(answer.field("Date")?.hasSuffix(" GMT") == true)
    }
    #expect(rig.connections == 1)
    rig.stop()
  }

  @Test(
    "answers pipelined requests in their order, however their bytes are split", arguments: 1...3)
  func pipelining(seed: UInt64) throws {
    let rig = try ServerRig(Self.echo)
    let client = try rig.connect()
    var bytes: [UInt8] = []
    for number in 0..<40 {
      bytes += Array("POST /\(number) HTTP/1.1\r\nHost: a\r\n".utf8)
      bytes +=
        number % 2 == 0
        ? Array("Content-Length: 3\r\n\r\nabc".utf8)
        : Array("Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\nX-T: 1\r\n\r\n".utf8)
    }
    var random = Randomness(seed: seed)
    var position = 0
    while position < bytes.count {
      let end = min(bytes.count, position + 1 + Int(random.next() % 200))
      try client.send(Array(bytes[position..<end]))
      position = end
    }
    for number in 0..<40 {
      #expect(try client.receiveAnswer().content == "POST /\(number) abc")
    }
    rig.stop()
  }

  @Test("closes after an answer when the client asks for it")
  func close() throws {
    let rig = try ServerRig(Self.echo)
    let client = try rig.connect()
    try client.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    let (text, wasReset) = try client.receiveAll()
    #expect(text.contains("\r\nConnection: close\r\n"))
    #expect(text.hasSuffix("GET /a "))
    #expect(!wasReset)
    rig.stop()
  }

  @Test("what is unread when it closes does not take the answer back")
  func closeWithUnreadBytes() throws {
    let rig = try ServerRig(Self.echo)
    for _ in 0..<50 {
      let client = try rig.connect()
      let surplus = String(repeating: "x", count: 100_000)
      try client.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n\(surplus)")
      let answer = try client.receiveAnswer()
      #expect(answer.content == "GET /a ")
      // Data that were received before a reset can still be read here; elsewhere they may be lost.
      #expect(try client.receiveAll() == ("", false))
      client.end()
    }
    rig.stop()
  }

  @Test("speaks HTTP/1.0: one request a connection, unless the client wants more")
  func http10() throws {
    let rig = try ServerRig(Self.echo)
    let once = try rig.connect()
    try once.send("GET /a HTTP/1.0\r\n\r\n")
    #expect(try once.receiveAll().text.hasSuffix("\r\nConnection: close\r\n\r\nGET /a "))
    let more = try rig.connect()
    for _ in 0..<3 {
      try more.send("GET /b HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
      let answer = try more.receiveAnswer()
      #expect(answer.field("Connection") == "keep-alive")
      #expect(answer.content == "GET /b ")
    }
    rig.stop()
  }

  @Test("answers HEAD without content but with its length, and goes on")
  func head() throws {
    let rig = try ServerRig(Self.echo)
    let client = try rig.connect()
    try client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n")
    let answer = try client.receiveAnswer(toHead: true)
    #expect(answer.field("Content-Length") == "8")
    #expect(try client.receiveAnswer().content == "GET /b ")
    rig.stop()
  }

  @Test("sends no content and no length with 204 and 304", arguments: [204, 304])
  func noContent(status: Int) throws {
    let rig = try ServerRig { await $0.answer("", status: status) }
    let client = try rig.connect()
    for _ in 0..<2 {
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      let answer = try client.receiveAnswer(toHead: true)
      #expect(answer.status == status)
      #expect(answer.field("Content-Length") == nil)
    }
    rig.stop()
  }

  @Test("sends 100 Continue when the content is wanted, and only then")
  func expectContinue() throws {
    let rig = try ServerRig { exchange in
      if exchange.path == "/refuse" { return await exchange.answer("no", status: 403) }
      await Self.echo(exchange)
    }
    let client = try rig.connect()
    for _ in 0..<3 {
      try client.send(
        "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
      #expect(try client.receive(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
      try client.send("ok")
      #expect(try client.receiveAnswer().content == "PUT / ok")
    }
    // The content comes with the head: nobody waits, but the client asked.
    try client.send(
      "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nok")
    #expect(try client.receive(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
    #expect(try client.receiveAnswer().content == "PUT / ok")
    try client.send(
      "PUT /refuse HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
    let (text, _) = try client.receiveAll()
    #expect(text.hasPrefix("HTTP/1.1 403 "))
    #expect(text.contains("\r\nConnection: close\r\n"))
    rig.stop()
  }

  @Test("an answer does not begin before its 100 Continue has left whole")
  func continueBehindAFullPipe() throws {
    // The first answer fills the connection; the client reads late.
    let rig = try ServerRig { exchange in
      if exchange.path == "/large" {
        return await exchange.answer(String(repeating: "x", count: 3_000_000))
      }
      await Self.echo(exchange)
    }
    let client = try rig.connect(receiveBuffer: 4096)
    try client.send(
      "GET /large HTTP/1.1\r\nHost: a\r\n\r\n"
        + "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nok")
    #expect(try client.receiveAnswer().content.utf8.count == 3_000_000)
    #expect(try client.receive(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
    #expect(try client.receiveAnswer().content == "PUT / ok")
    rig.stop()
  }

  @Test("never uses a connection again on which content was left, and lets the answer be read")
  func unreadContent() throws {
    let rig = try ServerRig { await $0.answer("unread") }
    for size in [10, 10_000, 2_000_000] {
      let client = try rig.connect()
      // The service answers without a look at the content, which comes late or in part.
      try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(size)\r\n\r\nabc")
      let (text, wasReset) = try client.receiveAll()
      #expect(text.hasSuffix("unread"))
      #expect(text.contains("\r\nConnection: close\r\n"))
      #expect(!wasReset)
    }
    // What has come whole is dropped, and the connection goes on.
    let client = try rig.connect()
    for _ in 0..<3 {
      try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
      #expect(try client.receiveAnswer().content == "unread")
    }
    rig.stop()
  }
}
