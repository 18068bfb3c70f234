import HTTP
import Messages
import Network
import SocketTesting
import Testing

@Suite("What the server refuses", .timeLimit(.minutes(1)))
struct ServerRefusalTests {
  private static let collect: ServerRig.Answer = { exchange in
    do throws(BodyFailure) {
      await exchange.answer("\(try await exchange.collect(limit: 1000).count)")
    } catch {
      await exchange.answer("\(error)", status: error == .tooLarge ? 413 : 400)
    }
  }

  private static var limited: ServerSettings {
    var settings = ServerSettings.patient
    settings.limits = HTTP1Limits(maxHeadBytes: 2000, maxFieldCount: 20, maxTargetBytes: 500)
    return settings
  }

  @Test(
    "gets its status, a close, and the reason",
    arguments: [
      ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 3000))\r\n\r\n", 431),
      ("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "A: b\r\n", count: 30))\r\n", 431),
      ("GET /\(String(repeating: "x", count: 600)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
      ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n", 413),
      ("GET / HTTP/1.1\r\n\r\n", 400),
      ("GET / HTTP/1.1\nHost: a\n\n", 400),
      ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
      ("GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n", 417),
      ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
      (
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400
      ),
      ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
      ("\u{16}\u{3}\u{1}\u{2}\0\u{1}\0", 400),
    ])
  func refusals(request: String, status: Int) throws {
    let rig = try ServerRig(settings: Self.limited, Self.collect)
    let client = try rig.connect()
    // What is refused ends the conversation: a request behind it is never answered.
    try client.send("\(request)GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
    let (text, wasReset) = try client.receiveAll()
    #expect(text.hasPrefix("HTTP/1.1 \(status) "))
    #expect(text.contains("\r\nConnection: close\r\n"))
    #expect(text.components(of: "HTTP/1.1 ") == 1)
    #expect(!wasReset)
    rig.stop()
  }

  @Test("is told so even while it still sends")
  func refusedWhileSending() throws {
    let rig = try ServerRig(settings: Self.limited, Self.collect)
    let client = try rig.connect()
    try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n")
    for _ in 0..<9 { try client.send([UInt8](repeating: 0x61, count: 100_000)) }
    #expect(try client.receiveAnswer().status == 413)
    rig.stop()
  }

  @Test("chunked content without a length is cut at the limit")
  func endlessChunks() throws {
    let rig = try ServerRig(settings: Self.limited, Self.collect)
    let client = try rig.connect()
    try client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in 0..<20 { try client.send("64\r\n\(String(repeating: "x", count: 100))\r\n") }
    #expect(try client.receiveAnswer().status == 413)
    rig.stop()
  }

  @Test("costs no buffer while the server waits for the client to go")
  func lingeringMemory() throws {
    let rig = try ServerRig(settings: Self.limited, Self.collect)
    let clients = try (0..<200).map { _ in try rig.connect() }
    for client in clients {
      try client.send("nonsense\r\n\r\n")
      #expect(try client.receiveAnswer().status == 400)
    }
    // Each holds its connection open; the server keeps them for a while, but not their buffers.
    #expect(eventually { rig.leasedBuffers == 0 })
    rig.stop()
  }
}

extension String {
  /// How often a text occurs.
  func components(of text: String) -> Int { ranges(of: text).count }
}
