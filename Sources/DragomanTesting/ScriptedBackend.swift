public import Network
import Synchronization

/// An HTTP/1.1 backend that answers by a script and remembers what it was asked. It listens on a
/// free port of 127.0.0.1 and lives on an event loop of its own or a given one.
public final class ScriptedBackend: Sendable {
  private struct State {
    var requests: [RecordedRequest] = []
    var abandoned = 0
    var connections = 0
    var openConnections = 0
  }

  let script: BackendScript
  private let state = Mutex(State())
  private let group: LoopGroup
  private let ownsGroup: Bool
  private let server: LoopBound<ScriptedServer>
  /// The port it listens on.
  public let port: UInt16

  /// Starts a backend; on the first loop of `group` if there is one.
  public init(_ script: BackendScript, on group: LoopGroup? = nil) throws(SystemError) {
    self.script = script
    ownsGroup = group == nil
    if let group { self.group = group } else { self.group = try LoopGroup(count: 1) }
    guard let loop = self.group.loops.first,
      let address = SocketAddress(ip: "127.0.0.1", port: 0),
      let socket = try ListeningSocket.open(address, count: 1).first
    else { throw SystemError(call: "listen", code: 0) }
    port = socket.address.port
    server = LoopBound(ScriptedServer(loop: loop), to: loop)
    let ready = Handover<Bool>()
    loop.submit { [server] in
      server.get.listen(on: socket, for: self)
      ready.put(true)
    }
    _ = ready.take()
  }

  /// `http://127.0.0.1:PORT`
  public var url: String { "http://127.0.0.1:\(port)" }

  /// The requests received so far, in the order in which they were complete.
  public var requests: [RecordedRequest] { state.withLock { $0.requests } }

  /// How many requests lost their client before they were answered.
  public var abandonedCount: Int { state.withLock { $0.abandoned } }

  /// How many connections were accepted so far.
  public var connectionCount: Int { state.withLock { $0.connections } }

  /// How many connections are open.
  public var openConnectionCount: Int { state.withLock { $0.openConnections } }

  /// Forgets the requests received so far and returns them.
  public func takeRequests() -> [RecordedRequest] {
    state.withLock { state in
      defer { state.requests = [] }
      return state.requests
    }
  }

  /// Lets the answers go that are held back now, and not those of later requests. Not from a loop.
  public func letGo() {
    let done = Handover<Bool>()
    group.loops.first?.submit { [server] in
      server.get.letGo()
      done.put(true)
    }
    _ = done.take()
  }

  /// Closes the listener and every connection. Not from a loop.
  public func stop() {
    let done = Handover<Bool>()
    group.loops.first?.submit { [server] in
      server.get.close()
      done.put(true)
    }
    _ = done.take()
    if ownsGroup { group.stop() }
  }
}

// What its connections report.
extension ScriptedBackend {
  func received(_ request: RecordedRequest) { state.withLock { $0.requests.append(request) } }

  func requestWasAbandoned() { state.withLock { $0.abandoned += 1 } }

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
