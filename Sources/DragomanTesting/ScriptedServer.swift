import Network

/// The part of a scripted backend that lives on its loop.
final class ScriptedServer {
  let loop: EventLoop
  private var listener: Listener?
  private var connections: [ObjectIdentifier: ScriptedConnection] = [:]
  private var calls: [String: Int] = [:]

  init(loop: EventLoop) { self.loop = loop }

  func listen(on socket: ListeningSocket, for backend: ScriptedBackend) {
    listener = Listener(socket, on: loop) { [weak self, weak backend] socket, _ in
      guard let self, let backend else { return socket.close() }
      serve(socket, for: backend)
    }
  }

  private func serve(_ socket: StreamSocket, for backend: ScriptedBackend) {
    let connection = ScriptedConnection(
      socket, number: backend.connectionOpened(), backend: backend, server: self)
    connections[ObjectIdentifier(connection)] = connection
    let bound = LoopBound(here: connection, on: loop)
    loop.spawn { await bound.get.serve() }
  }

  /// The reply to the next call of a route.
  func reply(to request: RecordedRequest, of script: BackendScript) -> ScriptedReply {
    guard let route = script.route(method: request.method, target: request.target) else {
      return .text("no reply is scripted for \(request.method) \(request.target)\n", status: 404)
    }
    let call = calls[route, default: 0]
    calls[route] = call + 1
    return script.reply(route: route, call: call) ?? ScriptedReply()
  }

  func ended(_ connection: ScriptedConnection, of backend: ScriptedBackend) {
    connections[ObjectIdentifier(connection)] = nil
    backend.connectionClosed()
  }

  /// Lets the answers go that are held back.
  func letGo() {
    for connection in connections.values { connection.letGo() }
  }

  func close() {
    listener?.close()
    listener = nil
    for connection in connections.values { connection.abort() }
  }
}
