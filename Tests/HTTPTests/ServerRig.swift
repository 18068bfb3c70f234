import HTTP
import Messages
import Network
import SocketTesting
import Synchronization
import Testing

/// A server whose requests a closure answers.
final class ServerRig: Sendable {
  typealias Answer = @Sendable (any ServerExchange) async -> Void

  private struct Service: HTTPService {
    let answer: Answer

    func respond(to exchange: any ServerExchange) async { await answer(exchange) }
  }

  let group: LoopGroup
  let port: UInt16
  private let servers: PerLoop<HTTPServer>

  init(
    loops: Int = 1, settings: ServerSettings = .patient, _ answer: @escaping Answer
  ) throws {
    let address = try #require(SocketAddress(ip: "127.0.0.1", port: 0))
    let sockets = try ListeningSocket.open(address, count: loops)
    group = try LoopGroup(count: loops)
    port = sockets[0].address.port
    servers = PerLoop(group) { loop in
      HTTPServer(loop: loop, settings: settings, service: Service(answer: answer))
    }
    let servers = servers
    _ = group.onEach { loop in
      servers.on(loop).listen(on: sockets[loop.index])
      return true
    }
  }

  var loop: EventLoop { group.loops[0] }

  func connect(receiveBuffer: Int32? = nil) throws -> RawSocket {
    try RawSocket.connect(port: port, receiveBuffer: receiveBuffer)
  }

  /// How many clients are connected.
  var connections: Int {
    let servers = servers
    return group.onEach { servers.on($0).connectionCount }.reduce(0, +)
  }

  /// How many tasks live on the loops.
  var tasks: Int { group.onEach { $0.taskCount }.reduce(0, +) }

  /// How many buffers are in use.
  var leasedBuffers: Int { group.onEach { $0.leasedBufferCount }.reduce(0, +) }

  /// What is left when all clients have gone: their tasks, and their descriptors.
  var isIdle: Bool {
    let servers = servers
    return group.onEach { loop in
      loop.taskCount == 0 && loop.descriptorCount <= 2 && loop.leasedBufferCount == 0
        && servers.on(loop).connectionCount == 0
    }.allSatisfy { $0 }
  }

  /// Whether nothing is left but so many idle connections to others.
  func isAtRest(allowing idle: Int) -> Bool {
    let servers = servers
    let states = group.onEach { loop in
      [loop.taskCount, loop.leasedBufferCount, servers.on(loop).connectionCount]
    }
    let descriptors = group.onEach { $0.descriptorCount - 2 }.reduce(0, +)
    return states.allSatisfy { $0 == [0, 0, 0] } && descriptors == idle
  }

  func closeAll() {
    let servers = servers
    _ = group.onEach { loop in
      servers.on(loop).closeAll()
      return true
    }
  }

  /// Begins to drain; the box is filled when the last client has gone.
  func drain() -> Handover<Bool> {
    let drained = Handover<Bool>()
    let servers = servers
    let left = Countdown(group.loops.count)
    _ = group.onEach { loop in
      servers.on(loop).drain { if left.next() { drained.put(true) } }
      return true
    }
    return drained
  }

  /// Ends the server, and checks that it kept nothing.
  func stop() {
    closeAll()
    #expect(eventually { isIdle })
    #expect(drain().arrives() == true)
    group.stop()
  }
}

/// Tells the last of several events.
final class Countdown: Sendable {
  private let left: Atomic<Int>

  init(_ count: Int) { left = Atomic(count) }

  func next() -> Bool { left.subtract(1, ordering: .relaxed).newValue == 0 }
}

extension ServerSettings {
  /// Times that no test ever reaches.
  static var patient: ServerSettings {
    var settings = ServerSettings()
    settings.readHeaderTimeout = 60_000_000_000
    return settings
  }
}

/// Hears of the client's leaving.
final class LeavingObserver: ExchangeObserver {
  private let left: () -> Void

  init(_ left: @escaping () -> Void) { self.left = left }

  func clientLeft() { left() }

  func deadlineReached() {}
}

extension ServerExchange {
  /// The path of the target as text.
  var path: String { String(decoding: request.target.bytes, as: UTF8.self) }

  /// Answers with content that is on its way.
  func send(_ head: ResponseHead, streaming source: any BodySource) async -> Bool {
    await send(head, adding: HeaderFields(), streaming: source)
  }

  /// Answers 200 with text.
  func answer(_ text: String, status: Int = 200) async {
    await send(ResponseHead(status: Status(status) ?? .ok), Array(text.utf8))
  }
}

/// An answer as a test reads it off a connection.
struct WireAnswer {
  var head: String
  var bytes: [UInt8] = []

  var content: String { String(decoding: bytes, as: UTF8.self) }

  var status: Int { Int(head.split(separator: " ")[1]) ?? 0 }

  /// The value of a field, or nil.
  func field(_ name: String) -> String? {
    for line in head.split(separator: "\r\n").dropFirst()
    where line.lowercased().hasPrefix("\(name.lowercased()): ") {
      return String(line.dropFirst(name.count + 2))
    }
    return nil
  }
}

extension RawSocket {
  /// Reads one answer, framed by its length or by chunks.
  func receiveAnswer(toHead: Bool = false) throws -> WireAnswer {
    var answer = WireAnswer(head: try receive(through: "\r\n\r\n"))
    if toHead { return answer }
    if let length = answer.field("Content-Length").flatMap({ Int($0) }) {
      answer.bytes = try receive(length)
    } else if answer.field("Transfer-Encoding") == "chunked" {
      answer.bytes = try receiveChunks()
    }
    return answer
  }

  /// Reads chunks to the last, trailers included.
  func receiveChunks() throws -> [UInt8] {
    var content: [UInt8] = []
    while true {
      let line = try receive(through: "\r\n").dropLast(1)
      let size = try #require(Int(line.split(separator: ";")[0], radix: 16))
      if size == 0 { break }
      content += try receive(size)
      _ = try receive(2)
    }
    while try receive(through: "\r\n") != "\r\n" {}
    return content
  }
}
