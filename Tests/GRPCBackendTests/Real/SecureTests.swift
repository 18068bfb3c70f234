import DragomanTesting
import PythonTesting
import TLSTesting
import Testing

@Suite("A gRPC server with TLS", .enabled(if: RealServer.isThere))
struct SecureTests {
  private let authority: TestAuthority
  private let folder: TestFolder
  private let file: String

  init() throws {
    authority = try TestAuthority()
    folder = try TestFolder()
    file = try folder.write(authority.certificate, as: "ca.pem")
  }

  private func server(
    _ names: String = "IP:127.0.0.1,DNS:localhost", clients: TestAuthority? = nil
  ) throws -> RealServer {
    let (certificate, key) = try authority.issue(names).write(to: folder, as: "server")
    var arguments = ["--certificate", certificate, "--key", key]
    if let clients {
      arguments += ["--clients", try folder.write(clients.certificate, as: "clients.pem")]
    }
    return try RealServer(arguments)
  }

  private func ask(_ server: RealServer, _ tls: String, host: String? = nil) throws -> TestAnswer {
    let trial = try Trial(
      Trial.endpoint(
        "/e", "Echo", #""output_remove_unset_values": true, "client_tls": {\#(tls)}"#,
        #""extra_config": {"dragoman/endpoint": {"failures": {"contract": "problem+json","#
          + #" "show_detail": true}}}"#),
      before: host ?? server.authority)
    return try trial.get("/e")
  }

  @Test("GRPC-12: client_tls of a backend switches TLS on, with its authorities")
  func secure() throws {
    let server = try server()
    defer { server.stop() }
    #expect(try ask(server, "\"ca_certs\": [\"\(file)\"]").text == "{}")
    let old = "\"ca_certs\": [\"\(file)\"], \"min_version\": \"TLS12\", \"max_version\": \"TLS12\""
    #expect(try ask(server, old).text == "{}")
    #expect(try ask(server, #""allow_insecure_connections": true"#).text == "{}")
    let named = "localhost:\(server.port)"
    #expect(try ask(server, "\"ca_certs\": [\"\(file)\"]", host: named).text == "{}")
  }

  @Test("GRPC-12: a server that is not trusted, or not meant, is not called, and the log says why")
  func distrusted() throws {
    let server = try server("DNS:other.test")
    defer { server.stop() }
    let unknown = try ask(server, #""disable_system_ca_pool": false"#)
    #expect(unknown.status == 502)
    #expect(unknown.text.contains("certificate"), "\(unknown.text)")
    let other = try ask(server, "\"ca_certs\": [\"\(file)\"]")
    #expect(other.status == 502)
    #expect(other.text.contains("certificate") || other.text.contains("127.0.0.1"), "\(other.text)")
  }

  @Test("GRPC-12: a server that asks for a certificate gets it; one that gets none refuses")
  func mutual() throws {
    let clients = try TestAuthority("Clients")
    let server = try server(clients: clients)
    defer { server.stop() }
    let (certificate, key) = try clients.issue("", for: "gateway").write(to: folder, as: "client")
    let trusting = "\"ca_certs\": [\"\(file)\"]"
    let shown = try ask(
      server,
      trusting
        + ", \"client_certs\": [{\"certificate\": \"\(certificate)\", \"private_key\": \"\(key)\"}]"
    )
    #expect(shown.text == "{}")
    let missing = try ask(server, trusting)
    #expect(missing.status == 502)
    #expect(
      missing.text.contains("\"kind\":\"not_connected\"")
        || missing.text.contains("connection_lost"), "\(missing.text)")
  }

  @Test("GRPC-12, GRPC-D9: without client_tls plain text is spoken, whatever scheme the host has")
  func plain() throws {
    let server = try server()
    defer { server.stop() }
    let trial = try Trial(
      Trial.endpoint(
        "/e", "Echo", backend: "\"host\": [\"https://\(server.authority)\"]",
        #""extra_config": {"dragoman/endpoint": {"failures": {"contract": "problem+json","#
          + #" "show_detail": true}}}"#))
    let answer = try trial.get("/e")
    #expect(answer.status == 502, "\(answer.text)")
    #expect(!answer.text.contains("certificate") && !answer.text.contains("TLS to"))
    let plain = try #require(RealServer.shared)
    let open = try Trial(
      Trial.endpoint(
        "/e", "Echo", #""output_remove_unset_values": true"#,
        backend: "\"host\": [\"https://\(plain.authority)\"]"))
    #expect(try open.get("/e").text == "{}")
  }

  @Test("GRPC-12: min_version and max_version hold")
  func versions() throws {
    var options = TestServer.Options()
    options.versions = 0x0303...0x0303
    let old = try TLSBackend(
      try TestServer(try authority.issue("IP:127.0.0.1"), options), json: "{}")
    func kind(_ versions: String) throws -> String {
      let server = "127.0.0.1:\(old.port)"
      let trial = try Trial(
        Trial.endpoint(
          "/e", "Echo", "\"client_tls\": {\"ca_certs\": [\"\(file)\"]\(versions)}",
          #""extra_config": {"dragoman/endpoint": {"failures": {"contract": "problem+json","#
            + #" "show_detail": true}}}"#),
        before: server)
      return FaultyServer.summary(try trial.get("/e"))
    }
    // The default is TLS 1.3, which this server does not know.
    #expect(try kind("") == "502 not_connected")
    #expect(try kind(#", "min_version": "TLS13""#) == "502 not_connected")
    // With 1.2 there is a channel; on it something else than gRPC is spoken.
    #expect(try kind(#", "min_version": "TLS12""#) == "502 malformed_answer")
  }

  @Test("GRPC-12: TLS to a server in clear text fails clearly")
  func clearText() throws {
    let server = try #require(RealServer.shared)
    let answer = try ask(server, "\"ca_certs\": [\"\(file)\"]")
    #expect(answer.status == 502)
    #expect(answer.text.contains("TLS") || answer.text.contains("SSL"), "\(answer.text)")
  }

  @Test("GRPC-12: a large stream passes through TLS")
  func stream() throws {
    let server = try server()
    defer { server.stop() }
    let trial = try Trial(
      Trial.endpoint(
        "/c", "Count", "\"client_tls\": {\"ca_certs\": [\"\(file)\"]}",
        #""input_query_strings": ["*"]"#),
      before: server.authority)
    let answer = try trial.get(
      "/c?count=2000&bytes=5000", [TestField("Accept", "application/x-ndjson")])
    #expect(answer.text.split(separator: "\n").count == 2000)
  }
}
