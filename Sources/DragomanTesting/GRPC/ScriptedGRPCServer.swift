public import HTTP
public import Network
import Synchronization

/// A gRPC server over HTTP/2 in clear text that answers by a script or a closure and remembers what
/// it was asked. It listens on a free port of 127.0.0.1 and lives on an event loop of its own or a
/// given one.
public final class ScriptedGRPCServer: Sendable {
  /// Makes the reply to a call; asked once for each.
  public typealias Handler = @Sendable (GRPCRecordedRequest) -> GRPCReply

  private struct State {
    var requests: [GRPCRecordedRequest] = []
    var connections = 0
    var openConnections = 0
    var resets: [UInt32] = []
    var largestLoad = 0
    var sentMessages = 0
  }

  let handler: Handler
  /// The paths whose calls are answered when their first message has come.
  let eagerPaths: Set<String>
  let settings: HTTP2Settings
  private let state = Mutex(State())
  private let group: LoopGroup
  private let ownsGroup: Bool
  private let listener: LoopBound<GRPCListener>
  /// The port it listens on.
  public let port: UInt16

  /// Starts a server; on the first loop of `group` if there is one. Calls of eager paths are
  /// answered when their first message has come, others when they are complete.
  public init(
    on group: LoopGroup? = nil, settings: HTTP2Settings = HTTP2Settings(), port: UInt16 = 0,
    eagerPaths: Set<String> = [], handler: @escaping Handler
  ) throws(SystemError) {
    self.handler = handler
    self.eagerPaths = eagerPaths
    self.settings = settings
    ownsGroup = group == nil
    if let group { self.group = group } else { self.group = try LoopGroup(count: 1) }
    guard let loop = self.group.loops.first,
      let address = SocketAddress(ip: "127.0.0.1", port: port),
      let socket = try ListeningSocket.open(address, count: 1).first
    else { throw SystemError(call: "listen", code: 0) }
    self.port = socket.address.port
    listener = LoopBound(GRPCListener(loop: loop), to: loop)
    onLoop { listener in listener.listen(on: socket, for: self) }
  }

  /// Starts a server with replies by path, or `*`: one a call, the last one repeats. What has none
  /// gets UNIMPLEMENTED.
  public convenience init(
    _ routes: [String: [GRPCReply]], on group: LoopGroup? = nil,
    settings: HTTP2Settings = HTTP2Settings()
  ) throws(SystemError) {
    let counts = GRPCCallCounts()
    let eager = routes.filter { $0.value.contains(where: \.isEager) }
    try self.init(on: group, settings: settings, eagerPaths: Set(eager.keys)) { request in
      let route = routes[request.path] == nil ? "*" : request.path
      guard let replies = routes[route], !replies.isEmpty else {
        return .failure(12, "no reply is scripted for \(request.path)")
      }
      return replies[min(counts.next(route), replies.count - 1)]
    }
  }

  private func onLoop(_ work: @escaping @Sendable (GRPCListener) -> Void) {
    let done = Handover<Bool>()
    group.loops.first?.submit { [listener] in
      work(listener.get)
      done.put(true)
    }
    _ = done.take()
  }

  /// `http://127.0.0.1:PORT`
  public var url: String { "http://127.0.0.1:\(port)" }
  /// `127.0.0.1:PORT`
  public var authority: String { "127.0.0.1:\(port)" }

  /// The calls received so far, in the order in which they were complete.
  public var requests: [GRPCRecordedRequest] { state.withLock { $0.requests } }

  /// How many connections were accepted so far.
  public var connectionCount: Int { state.withLock { $0.connections } }

  /// How many connections are open.
  public var openConnectionCount: Int { state.withLock { $0.openConnections } }

  /// The codes of the streams that clients reset, in order.
  public var resets: [UInt32] { state.withLock { $0.resets } }

  /// The largest number of streams that were open at a time on one connection.
  public var largestLoad: Int { state.withLock { $0.largestLoad } }

  /// How many messages were handed to connections so far.
  public var sentMessages: Int { state.withLock { $0.sentMessages } }

  /// Forgets the calls received so far and returns them.
  public func takeRequests() -> [GRPCRecordedRequest] {
    state.withLock { state in
      defer { state.requests = [] }
      return state.requests
    }
  }

  /// Lets all replies go on that are held.
  public func release() { onLoop { $0.release() } }

  /// Says GOAWAY on all connections: calls under way are finished, further ones refused.
  public func goAway() { onLoop { $0.goAway() } }

  /// Closes the listener and every connection. Not from a loop.
  public func stop() {
    onLoop { $0.close() }
    if ownsGroup { group.stop() }
  }
}

// What its connections ask and report.
extension ScriptedGRPCServer {
  func answersEarly(_ path: String) -> Bool {
    eagerPaths.contains(path) || eagerPaths.contains("*")
  }

  func received(_ request: GRPCRecordedRequest) { state.withLock { $0.requests.append(request) } }

  func wasReset(_ code: UInt32) { state.withLock { $0.resets.append(code) } }

  func hasSentMessage() { state.withLock { $0.sentMessages += 1 } }

  func carries(_ streams: Int) {
    state.withLock { $0.largestLoad = max($0.largestLoad, streams) }
  }

  /// The number of the connection, from 0.
  func connectionOpened() -> Int {
    state.withLock { state in
      state.openConnections += 1
      state.connections += 1
      return state.connections - 1
    }
  }

  func connectionClosed() { state.withLock { $0.openConnections -= 1 } }
}
