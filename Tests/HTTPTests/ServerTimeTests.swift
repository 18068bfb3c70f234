import Glibc
import HTTP
import Messages
import Network
import SocketTesting
import Testing

@Suite("The server's patience", .timeLimit(.minutes(1)))
struct ServerTimeTests {
  private static func settings(
    _ change: (inout ServerSettings) -> Void
  ) -> ServerSettings {
    var settings = ServerSettings.patient
    change(&settings)
    return settings
  }

  private static let collect: ServerRig.Answer = { exchange in
    do throws(BodyFailure) {
      await exchange.answer("\(try await exchange.collect(limit: 1 << 20).count)")
    } catch {
      await exchange.answer("\(error)", status: 400)
    }
  }

  @Test("an idle connection ends without a word, before and after a request")
  func idle() throws {
    // Long enough for the test itself to be slow.
    let rig = try ServerRig(settings: Self.settings { $0.idleTimeout = 800_000_000 }, Self.collect)
    let silent = try rig.connect()
    let client = try rig.connect()
    try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.receiveAnswer().status == 200)
    #expect(try client.receiveAll() == ("", false))
    #expect(try silent.receiveAll() == ("", false))
    rig.stop()
  }

  @Test(
    "a head that stops gets 408", arguments: ["G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nA: b"])
  func stoppedHead(head: String) throws {
    let rig = try ServerRig(
      settings: Self.settings { $0.readHeaderTimeout = 30_000_000 }, Self.collect)
    let client = try rig.connect()
    try client.send(head)
    let (text, wasReset) = try client.receiveAll()
    #expect(text.hasPrefix("HTTP/1.1 408 "))
    #expect(!wasReset)
    rig.stop()
  }

  @Test("a head that trickles gets 408 all the same")
  func tricklingHead() throws {
    let rig = try ServerRig(
      settings: Self.settings { $0.readHeaderTimeout = 100_000_000 }, Self.collect)
    let client = try rig.connect()
    try client.send("GET / HTTP/1.1\r\nA: ")
    while !client.isReadable(withinMilliseconds: 2) { try client.send("x") }
    #expect(try client.receiveAll().text.hasPrefix("HTTP/1.1 408 "))
    rig.stop()
  }

  @Test("content that stops ends the request")
  func stoppedContent() throws {
    let rig = try ServerRig(settings: Self.settings { $0.stallTimeout = 30_000_000 }, Self.collect)
    let client = try rig.connect()
    try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")
    let (text, _) = try client.receiveAll()
    #expect(text.hasPrefix("HTTP/1.1 400 "))
    #expect(text.hasSuffix("timeout"))
    rig.stop()
  }

  @Test(
    "content that trickles ends with read_timeout, also behind 100 Continue",
    arguments: ["", "Expect: 100-continue\r\n"])
  func tricklingContent(expect: String) throws {
    let rig = try ServerRig(settings: Self.settings { $0.readTimeout = 100_000_000 }, Self.collect)
    let client = try rig.connect()
    try client.send("POST / HTTP/1.1\r\nHost: a\r\n\(expect)Content-Length: 1000000\r\n\r\n")
    if !expect.isEmpty { _ = try client.receive(through: "\r\n\r\n") }
    while !client.isReadable(withinMilliseconds: 2) { try client.send("x") }
    #expect(try client.receiveAll().text.hasSuffix("timeout"))
    rig.stop()
  }

  @Test("a client that takes nothing loses its connection")
  func stoppedReader() throws {
    let settings = Self.settings { $0.stallTimeout = 50_000_000 }
    let rig = try ServerRig(settings: settings) { exchange in
      _ = await exchange.send(
        ResponseHead(status: .ok), streaming: PatternSource(total: 1 << 40, announced: true))
    }
    let client = try rig.connect(receiveBuffer: 4096)
    try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(eventually { rig.isIdle })
    client.end()
    rig.stop()
  }

  @Test("a client that takes a little now and then loses it with write_timeout")
  func tricklingReader() throws {
    let settings = Self.settings { $0.writeTimeout = 200_000_000 }
    let rig = try ServerRig(settings: settings) { exchange in
      _ = await exchange.send(
        ResponseHead(status: .ok), streaming: PatternSource(total: 1 << 40, announced: true))
    }
    let client = try rig.connect(receiveBuffer: 4096)
    try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    let isOver = eventually {
      _ = try? client.receiveSome(atMost: 10)
      return rig.isIdle
    }
    #expect(isOver)
    rig.stop()
  }

  @Test("an endless answer ends with write_timeout, however fast it is read")
  func endlessAnswer() throws {
    let settings = Self.settings { $0.writeTimeout = 200_000_000 }
    let rig = try ServerRig(settings: settings) { exchange in
      _ = await exchange.send(
        ResponseHead(status: .ok), streaming: PatternSource(total: 1 << 50, announced: false))
    }
    let client = try rig.connect()
    try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.skipAll().wasReset)
    rig.stop()
  }

  @Test("a service that is slow is no client that is slow")
  func slowService() throws {
    let settings = Self.settings {
      $0.idleTimeout = 600_000_000
      $0.readHeaderTimeout = 600_000_000
      $0.stallTimeout = 600_000_000
    }
    let rig = try ServerRig(settings: settings) { exchange in
      let timer = Pause(exchange.loop)
      await timer.wait(milliseconds: 900)
      await exchange.answer("late")
    }
    let client = try rig.connect()
    try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.receiveAnswer().content == "late")
    rig.stop()
  }
}

/// Waits on a loop.
final class Pause: TimerTarget {
  private let loop: EventLoop
  private let event = LoopEvent()
  private var isOver = false

  init(_ loop: EventLoop) { self.loop = loop }

  func wait(milliseconds: Int64) async {
    isOver = false
    _ = loop.schedule(at: loop.now.advanced(byNanoseconds: milliseconds * 1_000_000), self)
    while !isOver { await event.wait() }
  }

  func timerFired(_ tag: Int) {
    isOver = true
    event.set()
  }
}

extension RawSocket {
  /// Waits a moment for something to read.
  func isReadable(withinMilliseconds limit: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, limit) > 0
  }
}
