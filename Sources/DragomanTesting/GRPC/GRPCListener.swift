import HTTP
import Network

/// The part of a scripted gRPC server that lives on its loop.
final class GRPCListener {
  let loop: EventLoop
  private var listener: Listener?
  private var connections: [ObjectIdentifier: GRPCServerConnection] = [:]

  init(loop: EventLoop) { self.loop = loop }

  func listen(on socket: ListeningSocket, for server: ScriptedGRPCServer) {
    listener = Listener(socket, on: loop) { [weak self, weak server] socket, _ in
      guard let self, let server else { return socket.close() }
      serve(socket, for: server)
    }
  }

  private func serve(_ socket: StreamSocket, for server: ScriptedGRPCServer) {
    guard let session = try? HTTP2Session(role: .server, settings: server.settings) else {
      return socket.close()
    }
    let connection = GRPCServerConnection(
      socket, session, number: server.connectionOpened(), server: server, listener: self)
    connections[ObjectIdentifier(connection)] = connection
    connection.start()
  }

  func ended(_ connection: GRPCServerConnection) { connections[ObjectIdentifier(connection)] = nil }

  func release() {
    for connection in connections.values { connection.release() }
  }

  func goAway() {
    for connection in connections.values { connection.goAway() }
  }

  func close() {
    listener?.close()
    listener = nil
    for connection in connections.values { connection.close(abort: true) }
  }
}
