import DragomanTesting
import SocketTesting
import Testing

@Suite("gRPC servers that misbehave", .timeLimit(.minutes(2)))
struct UnaryFaultTests {
  private static func reply(_ change: (inout GRPCReply) -> Void) -> GRPCReply {
    var reply = FaultyServer.good
    change(&reply)
    return reply
  }

  /// What the first call comes to; the second one must be good.
  private func first(_ reply: GRPCReply, _ grpc: String = "") throws -> String {
    let faulty = try FaultyServer([reply, FaultyServer.good], grpc)
    let outcome = try faulty.ask()
    // A call that meets the end of a connection is lost with it: the end is waited for.
    if reply.raw != nil { faulty.waitForClose() }
    #expect(try faulty.ask() == #"200 {"id":"7"}"#)
    return outcome
  }

  @Test(
    "content that is not one whole message",
    arguments: [
      ([0, 0, 0, 0, 5, 1], "502 malformed_answer"), ([0, 0, 0], "502 malformed_answer"),
      ([], "502 malformed_answer"), ([2, 0, 0, 0, 0], "502 malformed_answer"),
      ([0xFF, 0, 0, 0, 0], "502 malformed_answer"),
      ([0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2], "502 answer_too_large"),
      ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "502 malformed_answer"),
      ([0, 0, 0, 0, 0, 7], "502 malformed_answer"),
      ([1, 0, 0, 0, 1, 7], "502 malformed_answer"),
      ([0, 0, 0, 0, 3, 0x0A, 9, 1], "502 undecodable_answer"),
      ([0, 0, 0, 0, 1, 0xFF], "502 undecodable_answer"),
      ([0, 0, 0, 0, 4, 0x0A, 2, 0xC3, 0x28], "502 undecodable_answer"),
      ([0, 0, 0, 0, 0], "200 {}"),
      // A field that the schema does not know.
      ([0, 0, 0, 0, 3, 0xF8, 0x3F, 1], "200 {}"),
    ])
  func content(bytes: [UInt8], outcome: String) throws {
    #expect(try first(Self.reply { $0.rawContent = bytes }) == outcome)
  }

  @Test("compressed messages: malformed, in a coding that nobody asked for, too large inflated")
  func compression() throws {
    for (encoding, content, outcome) in [
      ("gzip", [1, 0, 0, 0, 2, 0x1F, 0x8B], "502 malformed_answer"),
      ("gzip", [1, 0, 0, 0, 0], "502 malformed_answer"),
      ("br", [1, 0, 0, 0, 1, 7], "502 malformed_answer"),
      ("br", [0, 0, 0, 0, 3, 0x0A, 1, 0x37], #"200 {"id":"7"}"#),
      ("identity", [1, 0, 0, 0, 3, 0x0A, 1, 0x37], "502 malformed_answer"),
    ] as [(String, [UInt8], String)] {
      let reply = Self.reply {
        $0.encoding = encoding; $0.rawContent = content
      }
      #expect(try first(reply) == outcome, "\(encoding) \(content)")
    }
    let bomb = Self.reply {
      $0.encoding = "gzip"
      $0.messages = [[0x6A, 0x90, 0x4E] + [UInt8](repeating: 0x61, count: 10_000)]
    }
    #expect(try first(bomb).hasPrefix("200 {\"text\":\"aaa"))
    #expect(try first(bomb, #""max_call_recv_msg_size": 9999"#) == "502 answer_too_large")
  }

  @Test("answers without a status, with several, or with one that is none")
  func statuses() throws {
    #expect(try first(Self.reply { $0.status = nil }) == "500 status")
    #expect(
      try first(Self.reply { $0.trailingMetadata = [TestField("grpc-status", "5")] })
        == "500 status")
    #expect(
      try first(Self.reply { $0.trailingMetadata = [TestField("grpc-status", "0")] })
        == #"200 {"id":"7"}"#)
    for code in [17, 255, 256, -1] {
      #expect(try first(Self.reply { $0.status = code }) == "500 status")
    }
    #expect(try first(.failure(0)) == "502 malformed_answer")
    #expect(try first(Self.reply { $0.messages = [] }) == "502 malformed_answer")
    #expect(
      try first(Self.reply { $0.messages = [FaultyServer.item, FaultyServer.item] })
        == "502 malformed_answer")
  }

  @Test("a message beside a status that is no success does not count")
  func messageAndStatus() throws {
    #expect(
      try first(
        Self.reply {
          $0.status = 5; $0.message = "no"
        }) == "404 status")
    #expect(try first(.failure(5, "bad%", details: [0xFF, 0xFF])) == "404 status")
  }

  @Test(
    "GRPC-D2: answers of HTTP that are none of gRPC",
    arguments: [
      (200, "text/html", "500 status"), (404, "text/html", "501 status"),
      (503, "text/html", "503 status"), (401, "text/html", "401 status"),
      (403, nil, "403 status"), (429, "application/json", "503 status"),
      (502, "text/html", "503 status"), (504, "text/html", "503 status"),
      (500, "text/plain", "500 status"), (302, "text/html", "500 status"),
      (200, "application/grpcish", "500 status"), (200, nil, "500 status"),
      (200, "application/grpc+proto", #"200 {"id":"7"}"#),
      (200, "Application/GRPC; charset=x", #"200 {"id":"7"}"#),
    ])
  func foreign(status: Int, type: String?, outcome: String) throws {
    let reply = Self.reply {
      $0.httpStatus = status
      $0.contentType = type
      if outcome.hasSuffix("status") {
        $0.status = nil
        $0.rawContent = Array("<html>".utf8)
      }
    }
    #expect(try first(reply) == outcome)
  }

  @Test("RST_STREAM with any code", arguments: 0...14 as ClosedRange<UInt32>)
  func resets(code: UInt32) throws {
    let reply = Self.reply {
      $0.messages = []; $0.reset = code
    }
    let outcome = try first(reply)
    // A reset may overtake the head: a stream that was refused is opened anew.
    #expect(outcome == "502 connection_lost" || code == 7 && outcome == #"200 {"id":"7"}"#)
    let whole = Self.reply { $0.reset = code }
    let other = try first(whole)
    #expect(other == "502 connection_lost" || code == 7 && other == #"200 {"id":"7"}"#)
  }

  @Test("GOAWAY: what was not looked at is sent again, what is answered counts, the rest is lost")
  func goAway() throws {
    #expect(try first(Self.reply { $0.goAway = .refusing }) == #"200 {"id":"7"}"#)
    #expect(try first(Self.reply { $0.goAway = .answering }) == #"200 {"id":"7"}"#)
    #expect(try first(Self.reply { $0.goAway = .cutting }) == "502 connection_lost")
    #expect(try first(Self.reply { $0.cuts = true }) == "502 connection_lost")
  }

  @Test("GRPC-D6: silence runs into the deadline, and the server hears of it")
  func silence() throws {
    let faulty = try FaultyServer(
      [Self.reply { $0.isSilent = true }, FaultyServer.good], timeout: "200ms")
    #expect(try faulty.ask() == "504 timeout")
    #expect(eventually { faulty.server.resets == [8] })
    #expect(try faulty.ask() == #"200 {"id":"7"}"#)
    #expect(faulty.server.connectionCount == 1)
  }

  @Test("other protocols on the port, garbage, floods: an error each, then a good call")
  func protocols() throws {
    let settings = RawHTTP2.settings()
    let head = RawHTTP2.headers(
      stream: 1, [(":status", "200"), ("content-type", "application/grpc")])
    let cases: [(String, [UInt8])] = [
      ("HTTP/1", Array("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".utf8)),
      ("HTML", Array("<html><body>Hello</body></html>\n".utf8)),
      ("data on a stream of nobody", RawHTTP2.data(stream: 99, [1])),
      ("frame of 16 MB", [0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 1]),
      ("settings of odd length", RawHTTP2.frame(4, [1, 2, 3])),
      ("head without a status", RawHTTP2.headers(stream: 1, [("a", "b")])),
      ("two heads", head + head),
      ("data before a head", RawHTTP2.data(stream: 1, [0, 0, 0, 0, 0])),
      ("pings", (0..<30_000).flatMap { _ in RawHTTP2.ping() }),
      ("settings flood", (0..<30_000).flatMap { _ in settings }),
      (
        "continuation flood",
        RawHTTP2.headers(stream: 1, [(":status", "200")], isComplete: false)
          + (0..<3000).flatMap { _ in
            RawHTTP2.continuation(
              stream: 1, [("x", String(repeating: "a", count: 100))], isComplete: false)
          }
      ),
      ("window overflow", RawHTTP2.windowUpdate(0x7FFF_FFFF) + RawHTTP2.windowUpdate(0x7FFF_FFFF)),
      ("window update of 0", RawHTTP2.windowUpdate(stream: 1, 0)),
      ("GOAWAY and the end", head + RawHTTP2.goAway(lastStream: 1, 2)),
      ("head and the end", head),
    ]
    for (name, bytes) in cases {
      let outcome = try first(Self.reply { $0.raw = bytes })
      #expect(outcome.hasPrefix("502 "), "\(name): \(outcome)")
    }
  }

  @Test("a head of too many fields fails its call")
  func headFlood() throws {
    let reply = Self.reply {
      $0.initialMetadata = (0..<3000).map {
        TestField("x-\($0)", String(repeating: "v", count: 100))
      }
    }
    #expect(try first(reply).hasPrefix("502 "))
  }
}
