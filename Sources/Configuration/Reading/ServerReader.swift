/// Reads the listener's settings: keys of the root and of `dragoman/server`.
struct ServerReader {
  private let section: Section
  private let own: Section?

  init(_ section: Section, _ own: Section?) {
    self.section = section
    self.own = own
  }

  func read() -> ServerConfiguration {
    var server = ServerConfiguration()
    if let bytes = section.integer("max_header_bytes"), bytes > 0 { server.maxHeaderBytes = bytes }
    server.readTimeout = time("read_timeout") ?? 0
    server.writeTimeout = time("write_timeout") ?? 0
    if let idle = time("idle_timeout") {
      server.idleTimeout = idle > 0 ? idle : server.readTimeout
    }
    if let header = time("read_header_timeout") {
      server.readHeaderTimeout = header > 0 ? header : server.readTimeout
    }
    server.maxShutdownWaitTime = time("max_shutdown_wait_time") ?? 0
    readOwn(into: &server)
    return server
  }

  /// Go takes negative times for none.
  private func time(_ key: String) -> Nanoseconds? {
    section.duration(key, allowNegative: true).map { max($0, 0) }
  }

  /// A size in bytes; 0 is none at all.
  private func size(_ key: String, of own: Section) -> Int? {
    own.integer(key, 0...Int.max).map { $0 == 0 ? Int.max : $0 }
  }

  private func readOwn(into server: inout ServerConfiguration) {
    guard let own else { return }
    server.loops = own.integer("loops", 0...1024) ?? server.loops
    server.maxRequestBody = size("max_request_body", of: own) ?? server.maxRequestBody
    server.maxResponseBody = size("max_response_body", of: own) ?? server.maxResponseBody
    server.listenSocket = listenSocket(own)
    server.failures = FailureReader(own).read(or: FailureSettings())
    server.maxConnections =
      own.integer("max_connections", 1...10_000_000) ?? server.maxConnections
  }

  /// What the system's addresses can hold.
  private func listenSocket(_ own: Section) -> String? {
    guard let path = own.string("listen_socket"), !path.isEmpty else { return nil }
    if let value = own.node("listen_socket"), !path.hasPrefix("/") || path.utf8.count > 107 {
      own.sink.error(
        "`listen_socket` must be an absolute path of at most 107 bytes, not \"\(path)\"", at: value)
    }
    return path
  }
}
