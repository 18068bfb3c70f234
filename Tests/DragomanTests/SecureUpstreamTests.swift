import Configuration
import Dragoman
import DragomanTesting
import Network
import SocketTesting
import TLSTesting
import Testing

@Suite("Backends with TLS", .timeLimit(.minutes(1)))
struct SecureUpstreamTests {
  private let authority: TestAuthority
  private let folder: TestFolder
  private let file: String

  init() throws {
    authority = try TestAuthority()
    folder = try TestFolder()
    file = try folder.write(authority.certificate, as: "ca.pem")
  }

  private func backend(_ names: String = "IP:127.0.0.1,DNS:localhost") throws -> TLSBackend {
    try TLSBackend(try TestServer(try authority.issue(names)), json: #"{"a": 1}"#)
  }

  private static func gateway(
    _ root: String, _ backend: String,
    configured: (inout GatewayOptions) -> Void = { _ in }
  ) throws -> InProcessGateway {
    try InProcessGateway(
      """
      {"version": 3, \(root) "endpoints": [{"endpoint": "/a", "backend": [
        {"url_pattern": "/b", \(backend)}]}]}
      """, backend: BackendScript(["*": .json("{}")]), configured: configured)
  }

  private func status(_ root: String, _ backend: String) throws -> Int {
    let gateway = try Self.gateway(root, backend)
    defer { gateway.stop() }
    return try gateway.get("/a").status
  }

  @Test("a host with https is called by TLS as client_tls says, of the root or of the backend")
  func settings() throws {
    let server = try backend()
    let host = "\"host\": [\"https://127.0.0.1:\(server.port)\"]"
    let trusting = "{\"ca_certs\": [\"\(file)\"]}"
    let extra = #""extra_config": {"backend/http/client": {"client_tls": "#
    #expect(try status("\"client_tls\": \(trusting),", host) == 200)
    #expect(try status("", "\(host), \(extra)\(trusting)}}") == 200)
    #expect(try status("\"client_tls\": \(trusting),", "\(host), \(extra){}}}") == 500)
    #expect(try status("", host) == 500)
    #expect(try status(#""allow_insecure_connections": true,"#, host) == 200)
    #expect(
      try status(#""allow_insecure_connections": true,"#, "\(host), \(extra){}}}") == 500)
    #expect(
      try status("", "\(host), \(extra){\"allow_insecure_connections\": true}}}") == 200)
    #expect(server.requests.allSatisfy { $0.hasPrefix("GET /b HTTP/1.1\r\nHost: 127.0.0.1:") })
  }

  @Test("a name is resolved and verified; the port of https is 443")
  func names() throws {
    let server = try backend()
    let tls = "\"client_tls\": {\"ca_certs\": [\"\(file)\"]},"
    #expect(try status(tls, "\"host\": [\"https://LOCALHOST:\(server.port)\"]") == 200)
    let other = try backend("DNS:other.test")
    #expect(try status(tls, "\"host\": [\"https://localhost:\(other.port)\"]") == 500)
    #expect(other.requests.isEmpty)
  }

  @Test("LB-2: servers that are found are called by TLS where sd_scheme says so")
  func discovered() throws {
    let server = try backend()
    let services = ScriptedServices([
      ServiceRecord(priority: 0, weight: 1, port: server.port, target: "localhost")
    ])
    let gateway = try Self.gateway(
      "\"client_tls\": {\"ca_certs\": [\"\(file)\"]},",
      #""sd": "dns", "sd_scheme": "https", "disable_host_sanitize": true, "host": ["_x._tcp.a"]"#
    ) { $0.serviceResolver = services }
    defer { gateway.stop() }
    for _ in 0..<4 { #expect(try gateway.get("/a").status == 200) }
    #expect(server.requests.count == 4)
  }

  @Test("TRN-1: what client_tls names and cannot be used is told at its place, with the reason")
  func mistakes() throws {
    let text = try folder.write("nothing", as: "text.pem")
    let (certificate, key) = try authority.issue("").write(to: folder, as: "own")
    for (members, place, reason) in [
      (#""ca_certs": ["/no/ca.pem"]"#, "/client_tls/ca_certs/0)", "'/no/ca.pem': No such file"),
      ("\"ca_certs\": [\"\(file)\", \"\(text)\"]", "ca_certs/1)", "holds no certificate"),
      (
        "\"client_certs\": [{\"certificate\": \"\(certificate)\", \"private_key\": \"/no\"}]",
        "/client_tls/client_certs/0/private_key)", "'/no': No such file"
      ),
      (
        "\"client_certs\": [{\"certificate\": \"\(text)\", \"private_key\": \"\(key)\"}]",
        "/client_tls/client_certs/0/certificate)", "holds no certificate"
      ),
    ] {
      let messages = Self.messages(#""host": ["http://a"]"#, root: "\"client_tls\": {\(members)},")
      #expect(messages.count == 1)
      #expect(messages.first?.contains(reason) == true, "\(messages)")
      #expect(messages.first?.contains(place.dropLast()) == true, "\(messages)")
    }
  }

  private static func messages(
    _ backend: String, root: String = "", _ environment: [String: String] = [:]
  ) -> [String] {
    let text = """
      {"version": 3, \(root) "endpoints": [{"endpoint": "/a", "backend": [
        {"url_pattern": "/b", \(backend)}]}]}
      """
    let (read, diagnostics) = ConfigurationReader.read(
      text: text, name: "a.json", options: ReadingOptions(environment: environment))
    return (diagnostics + (read.map { PlanCompiler.compile($0).diagnostics } ?? [])).map(\.text)
  }

  @Test("HTTPS_PROXY matters where TLS is spoken, HTTP_PROXY elsewhere")
  func proxies() {
    let (plain, secure) = (#""host": ["http://a.local"]"#, #""host": ["https://a.local"]"#)
    let broken = "socks5://u:p@x"
    #expect(Self.messages(secure, ["HTTPS_PROXY": "http://p:3128"]) == [])
    #expect(Self.messages(plain, ["https_proxy": broken]) == [])
    #expect(Self.messages(secure, ["HTTP_PROXY": broken]) == [])
    #expect(Self.messages(secure, ["HTTPS_PROXY": broken, "NO_PROXY": "a.local"]) == [])
    let told = Self.messages(secure, ["HTTPS_PROXY": broken])
    #expect(told.count == 1 && told[0].contains("HTTPS_PROXY '…@x'"), "\(told)")
  }

  @Test("every number of a cipher suite or curve that is read can be offered")
  func numbers() throws {
    let suites = [
      4865, 4866, 4867, 47, 53, 60, 156, 157, 49161, 49162, 49171, 49172, 49187, 49191, 49195,
      49196, 49199, 49200, 52392, 52393,
    ]
    for number in suites {
      let root = "\"client_tls\": {\"cipher_suites\": [\(number)]},"
      #expect(Self.messages(#""host": ["https://a"]"#, root: root) == [])
      #expect(TLSCipherSuite(number: UInt16(number)) != nil)
    }
    for number in [23, 24, 25, 29] {
      let root = "\"client_tls\": {\"curve_preferences\": [\(number)]},"
      #expect(Self.messages(#""host": ["https://a"]"#, root: root) == [])
    }
  }
}
