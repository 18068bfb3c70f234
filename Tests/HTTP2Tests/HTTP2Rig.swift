import HTTP
import Messages
import SocketTesting
import Testing

@testable import Network

/// An HTTP/2 client on a loop, driven from a test's thread.
final class HTTP2Rig: Sendable {
  let group: LoopGroup
  private let clients: PerLoop<HTTP2Client>

  init(_ change: (inout HTTP2ClientSettings) -> Void = { _ in }) throws {
    var settings = HTTP2ClientSettings()
    change(&settings)
    group = try LoopGroup(count: 1)
    let pool = BlockingPool()
    clients = PerLoop(group) { [settings] loop in
      let book = AddressBook(loop: loop, resolver: SystemResolver(), pool: pool)
      return HTTP2Client(loop: loop, settings: settings, addresses: book)
    }
  }

  var loop: EventLoop { group.loops[0] }

  /// Starts a call with one message; `open` leaves the request open behind it.
  func start(
    _ path: String = "/test.Echo/Say", port: UInt16, host: String = "127.0.0.1",
    message: [UInt8]? = [1, 2, 3], opens: Bool = false, streams: Bool = false,
    limit: Int = 1 << 20, isPaused: Bool = false, index: Int? = nil
  ) -> HTTP2Call {
    let (loop, clients) = (loop, clients)
    let call = HTTP2Call(loop: loop)
    let content: HTTP2Request.Content =
      opens ? .open : message.map { .whole(Self.framed($0)) } ?? .none
    let request = HTTP2Request(
      Self.head(path, port), content: content,
      answer: streams ? .streamed : .gathered(limit: limit))
    _ = loop.run {
      let origin = Origin(index: index ?? Int(port), host: host, port: port)
      call.begin(isPaused: isPaused) { clients.on(loop).start(request, to: origin, receiver: $0) }
      return true
    }
    return call
  }

  /// Starts several calls in one round of the loop.
  func startMany(_ count: Int, port: UInt16) -> [HTTP2Call] {
    let (loop, clients) = (loop, clients)
    let calls = (0..<count).map { _ in HTTP2Call(loop: loop) }
    let request = HTTP2Request(
      Self.head("/many", port), content: .whole(Self.framed([1])), answer: .gathered(limit: 100))
    _ = loop.run {
      let origin = Origin(index: Int(port), host: "127.0.0.1", port: port)
      for call in calls {
        call.begin(isPaused: false) { clients.on(loop).start(request, to: origin, receiver: $0) }
      }
      return true
    }
    return calls
  }

  static func head(_ path: String, _ port: UInt16) -> HTTP2RequestHead {
    var fields = HeaderFields()
    fields.append(.te, "trailers")
    fields.append(.contentType, "application/grpc")
    return HTTP2RequestHead(
      method: .post, authority: Array("127.0.0.1:\(port)".utf8), path: Array(path.utf8),
      fields: fields)
  }

  static func framed(_ message: [UInt8]) -> [UInt8] {
    [0] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: message.count >> $0) } + message
  }

  /// How many connections are open.
  var connections: Int { loop.run { [loop, clients] in clients.on(loop).connectionCount } }

  /// Whether nothing is left of all calls.
  var isClean: Bool {
    loop.run { [loop, clients] in
      clients.on(loop).connectionCount == 0 && loop.descriptorCount == 1
        && loop.leasedBufferCount == 0 && loop.core.timers.count == 0
    }
  }

  func onClient(_ work: @escaping @Sendable (HTTP2Client) -> Void) {
    _ = loop.run { [loop, clients] in
      work(clients.on(loop))
      return true
    }
  }

  /// Ends the client, and checks that nothing is left of it.
  func stop() {
    onClient { $0.closeIdle() }
    #expect(eventually { isClean })
    group.stop()
  }
}
