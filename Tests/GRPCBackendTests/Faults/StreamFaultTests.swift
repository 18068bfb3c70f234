import DragomanTesting
import SocketTesting
import Testing

@Suite("Streams of gRPC servers that misbehave", .timeLimit(.minutes(2)))
struct StreamFaultTests {
  private static func reply(_ change: (inout GRPCReply) -> Void) -> GRPCReply {
    var reply = GRPCReply.stream([FaultyServer.item, FaultyServer.item])
    change(&reply)
    return reply
  }

  private static let good = #"200 [{"id":"7"},{"id":"7"}]"#

  private func first(_ reply: GRPCReply, _ grpc: String = "") throws -> String {
    let faulty = try FaultyServer([reply, Self.reply { _ in }], grpc)
    let outcome = try faulty.ask("/s")
    #expect(try faulty.ask("/s") == Self.good)
    return outcome
  }

  /// The content of an answer that broke off with a status behind so many messages.
  private static func broken(_ count: Int, _ code: Int, _ name: String) -> (String) -> Bool {
    let messages = [String](repeating: #"{"id":"7"},"#, count: count).joined()
    return { $0.hasPrefix("200 [\(messages){\"error\":{\"code\":\(code),\"status\":\"\(name)\",") }
  }

  @Test("what happens behind the first message is told in the stream")
  func later() throws {
    let lost = Self.broken(2, 14, "UNAVAILABLE")
    #expect(lost(try first(Self.reply { $0.cuts = true })))
    let inner = Self.broken(2, 13, "INTERNAL")
    #expect(inner(try first(Self.reply { $0.reset = 2 })))
    #expect(Self.broken(2, 1, "CANCELLED")(try first(Self.reply { $0.reset = 8 })))
    #expect(Self.broken(2, 2, "UNKNOWN")(try first(Self.reply { $0.status = nil })))
    #expect(Self.broken(2, 5, "NOT_FOUND")(try first(Self.reply { $0.status = 5 })))
    let doubled = Self.reply { $0.trailingMetadata = [TestField("grpc-status", "1")] }
    #expect(inner(try first(doubled)))
  }

  @Test("a malformed message behind a good one ends the stream, and the call at the server")
  func malformed() throws {
    let item: [UInt8] = [0, 0, 0, 0, 3] + FaultyServer.item
    let inner = Self.broken(1, 13, "INTERNAL")
    #expect(inner(try first(Self.reply { $0.rawContent = item + [9, 0, 0, 0, 0] })))
    #expect(inner(try first(Self.reply { $0.rawContent = item + [0, 0, 0, 0, 9, 1] })))
    #expect(inner(try first(Self.reply { $0.rawContent = item + [0, 0, 0] })))
    #expect(inner(try first(Self.reply { $0.rawContent = item + [0, 0, 0, 0, 1, 0xFF] })))
    #expect(inner(try first(Self.reply { $0.rawContent = item + [1, 0, 0, 0, 1, 0xFF] })))
    let large = Self.broken(1, 8, "RESOURCE_EXHAUSTED")
    #expect(large(try first(Self.reply { $0.rawContent = item + [0, 0xFF, 0, 0, 0] })))
  }

  @Test("what happens before the first message is a failure like any other")
  func before() throws {
    #expect(try first(.failure(5)) == "404 status")
    #expect(
      try first(
        Self.reply {
          $0.messages = []; $0.cuts = true
        }) == "502 connection_lost")
    #expect(
      try first(
        Self.reply {
          $0.messages = []; $0.reset = 2
        }) == "502 connection_lost")
    #expect(
      try first(
        Self.reply {
          $0.messages = []; $0.status = nil
        }) == "500 status")
    #expect(try first(Self.reply { $0.rawContent = [9, 0, 0, 0, 0] }) == "502 malformed_answer")
    #expect(try first(Self.reply { $0.rawContent = [0, 0, 0] }) == "502 malformed_answer")
    #expect(try first(Self.reply { $0.goAway = .refusing }) == Self.good)
    #expect(
      try first(
        Self.reply {
          $0.httpStatus = 503; $0.contentType = "text/html"
        }) == "503 status")
    #expect(try first(Self.reply { $0.messages = [] }) == "200 []")
    #expect(try first(.failure(0)) == "200 []")
  }

  @Test("silence before the first message runs into the time for silence, also on another host")
  func silence() throws {
    let silent = Self.reply { $0.isSilent = true }
    let faulty = try FaultyServer(
      [silent, Self.reply { _ in }], #""stream": {"idle_timeout": "100ms"}"#)
    #expect(try faulty.ask("/s") == "504 status")
    #expect(eventually { faulty.server.resets == [8] })
    #expect(try faulty.ask("/s") == Self.good)
  }

  @Test("GRPC-14: a watch over silence ends with its call, when that goes elsewhere")
  func watchEnds() throws {
    let dead = try RawListener.refusingPort()
    let server = try ScriptedGRPCServer([
      FaultyServer.streamPath: [Self.reply { _ in }, Self.reply { $0.isSilent = true }]
    ])
    defer { server.stop() }
    let trial = try FaultyServer.trial(
      before: server.authority,
      #""use_alternate_host_on_error": true, "stream": {"idle_timeout": "100ms"}"#,
      backend: "\"host\": [\"127.0.0.1:\(dead)\", \"\(server.authority)\"]")
    #expect(FaultyServer.summary(try trial.get("/s")) == Self.good)
    // While this one waits, the time of any watch that was left behind passes.
    #expect(FaultyServer.summary(try trial.get("/s")) == "504 status")
  }

  @Test("behind messages that came nothing is begun anew, gathered ones neither")
  func noRepeatBehindMessages() throws {
    let cut = Self.reply {
      $0.status = 14
      $0.message = "gone"
    }
    let server = try ScriptedGRPCServer([
      FaultyServer.streamPath: [cut, Self.reply { _ in }]
    ])
    defer { server.stop() }
    let endpoint = Trial.endpoint(
      "/l", "Count", #""retries": 3"#,
      #""extra_config": {"proxy": {"static": {"strategy": "success", "data": {"s": 1}}}}"#)
    let trial = try Trial(endpoint, before: server.authority)
    #expect(try trial.get("/l").status == 500)
    #expect(server.requests.count == 1)
    #expect(try trial.get("/l").status == 200)
  }

  @Test("a call that fails without a word leaves no watch behind")
  func watchOfFailure() throws {
    let silent = try ScriptedGRPCServer([
      FaultyServer.streamPath: [Self.reply { $0.isSilent = true }]
    ])
    defer { silent.stop() }
    let grpc = #""stream": {"idle_timeout": "100ms"}"#
    let trial = try FaultyServer.trial(
      before: "127.0.0.1:\(try RawListener.refusingPort())", grpc)
    let other = try FaultyServer.trial(before: silent.authority, grpc)
    #expect(FaultyServer.summary(try trial.get("/s")) == "502 not_connected")
    #expect(FaultyServer.summary(try other.get("/s")) == "504 status")
    #expect(FaultyServer.summary(try trial.get("/s")) == "502 not_connected")
  }
}
