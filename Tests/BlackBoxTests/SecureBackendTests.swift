import Foundation
import TLSTesting
import Testing

@Suite("Between curl and nginx with TLS", .enabled(if: Workshop.has("curl", "nginx")))
struct SecureBackendTests {
  private static let large = [UInt8](repeating: 0x61, count: 3_000_000)
  private let authority: TestAuthority
  private let folder: TestFolder
  private let file: String

  init() throws {
    authority = try TestAuthority()
    folder = try TestFolder()
    file = try folder.write(authority.certificate, as: "ca.pem")
  }

  private func nginx(
    _ directives: String = "", protocols: String = "TLSv1.2 TLSv1.3"
  ) throws -> Nginx {
    let (certificate, key) = try authority.issue("IP:127.0.0.1").write(to: folder, as: "server")
    return try Nginx(
      server: """
        ssl_certificate \(certificate);
        ssl_certificate_key \(key);
        ssl_protocols \(protocols);
        client_max_body_size 0;
        \(directives)
        default_type application/json;
        location = /tls {
          return 200 '{"version": "$ssl_protocol", "cipher": "$ssl_cipher",
            "client": "$ssl_client_verify", "agent": "$http_user_agent"}';
        }
        location = /large { try_files /large.txt =404; }
        location = /put { return 201 '{}'; }
        """, files: ["large.txt": Self.large], isSecure: true)
  }

  private func configuration(_ nginx: Nginx, _ tls: String) -> String {
    """
    {"version": 3, "timeout": "5s", "host": ["\(nginx.url)"],
     "client_tls": {"ca_certs": ["\(file)"], \(tls)}, "endpoints": [
      {"endpoint": "/tls", "backend": [{"url_pattern": "/tls"}]},
      {"endpoint": "/large", "output_encoding": "no-op", "backend": [{"url_pattern": "/large"}]},
      {"endpoint": "/put", "method": "PUT", "output_encoding": "no-op",
        "backend": [{"url_pattern": "/put"}]}]}
    """
  }

  private func ask(
    _ arguments: String..., path: String = "/tls", tls: String = #""min_version": "TLS12""#,
    directives: String = "", protocols: String = "TLSv1.2 TLSv1.3"
  ) throws -> Curl {
    let nginx = try nginx(directives, protocols: protocols)
    defer { nginx.stop() }
    return try RunningGateway.with(configuration(nginx, tls)) { gateway in
      try Curl(arguments: arguments + ["\(gateway.url)\(path)"])
    }
  }

  @Test("an answer of nginx comes by TLS 1.3, or by 1.2 where that is the newest")
  func versions() throws {
    let new = try ask()
    #expect(new.status == 200 && new.content.contains("TLSv1.3"))
    let old = try ask(tls: #""min_version": "TLS12", "max_version": "TLS12""#)
    #expect(old.status == 200 && old.content.contains("TLSv1.2"))
    let none = try ask(tls: #""min_version": "TLS13""#, protocols: "TLSv1.2")
    #expect(none.status == 500)
  }

  @Test("three megabytes pass unchanged, over HTTP/1.1 and HTTP/1.0", arguments: ["1.1", "1.0"])
  func large(version: String) throws {
    let answer = try ask("--http\(version)", path: "/large")
    #expect(answer.exit == 0)
    #expect(answer.content.utf8.count == Self.large.count)
  }

  @Test("three megabytes are sent")
  func upload() throws {
    let source = try folder.write(String(decoding: Self.large, as: UTF8.self), as: "upload")
    let answer = try ask("-T", source, path: "/put")
    #expect(answer.status == 201)
  }

  @Test("nginx asks for a certificate, and gets it")
  func clientCertificate() throws {
    let clients = try TestAuthority("Clients")
    let (certificate, key) = try clients.issue("", for: "gateway").write(to: folder, as: "client")
    let trusted = try folder.write(clients.certificate, as: "clients.pem")
    let directives = "ssl_verify_client on; ssl_client_certificate \(trusted);"
    let shown = try ask(
      tls: #""client_certs": [{"certificate": "\#(certificate)", "private_key": "\#(key)"}]"#,
      directives: directives)
    #expect(shown.status == 200 && shown.content.contains("SUCCESS"))
    let missing = try ask(tls: #""client_certs": []"#, directives: directives)
    #expect(missing.status == 500)
  }

  @Test("connections with TLS are used again")
  func keepAlive() throws {
    let nginx = try nginx()
    try RunningGateway.with(configuration(nginx, #""min_version": "TLS12""#)) { gateway in
      for _ in 0..<8 {
        let answer = try Curl("\(gateway.url)/tls")
        #expect(answer.status == 200)
      }
    }
    nginx.stop()
    let connections = Set(nginx.seen.compactMap { $0.split(separator: " ").last })
    #expect(nginx.seen.count == 8)
    #expect(connections.count <= ProcessInfo.processInfo.activeProcessorCount)
  }

  @Test("what cannot be read refuses the start, and names file, line and reason")
  func refused() throws {
    let nginx = try nginx()
    defer { nginx.stop() }
    let text = configuration(
      nginx, #""client_certs": [{"certificate": "/a", "private_key": "/b"}]"#)
    do {
      _ = try RunningGateway(text)
      Issue.record("it started")
    } catch let error as GatewayDidNotStart {
      #expect(error.output.contains("'/a': No such file or directory"))
      #expect(error.output.contains("krakend.json:2:"))
    }
  }
}
