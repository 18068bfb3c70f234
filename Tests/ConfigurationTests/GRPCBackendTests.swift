import Configuration
import Testing

@Suite("gRPC backends")
struct GRPCBackendTests {
  /// One endpoint `/a/{id_flight}` with a gRPC backend of these members in `backend/grpc`.
  static func reading(
    _ grpc: String, backend: String = #""host": ["g.local:50051"]"#,
    endpoint: String = "", others: String = "", more: String = "",
    catalog: String = #"["a.pb"]"#, allow: Bool = false
  ) -> Reading {
    let url = backend.contains("url_pattern") ? "" : #", "url_pattern": "/p.v1.S/M""#
    return Reading.endpoint(
      "\"endpoint\": \"/a/{id_flight}\", \(endpoint) \"backend\": [{\(backend)\(url), "
        + "\"extra_config\": {\"backend/grpc\": {\(grpc)}\(more)}}\(others)]",
      root: "\"extra_config\": {\"grpc\": {\"catalog\": \(catalog)}},", allow: allow)
  }

  @Test("GRPC-2: an empty namespace makes a backend a gRPC one, its pattern names the method")
  func plain() throws {
    let reading = Self.reading("")
    #expect(reading.diagnostics == [])
    let grpc = try #require(reading.backend?.grpc)
    #expect(grpc.service == "p.v1.S" && grpc.method == "M")
    #expect(reading.backend?.foreignProtocol == nil)
    #expect(grpc.location.pointer == "/endpoints/0/backend/0/extra_config/backend~1grpc")
    let bare = Self.reading("", backend: #""host": "g.local:1000", "url_pattern": "S/M""#)
    #expect(bare.diagnostics == [])
    #expect(bare.backend?.grpc?.service == "S")
  }

  @Test(
    "GRPC-2: a pattern that names no method is a mistake",
    arguments: [
      ("/", "write the full name of the method: /package.Service/Method"),
      ("/p.S", "did you mean \"/p/S\"?"), ("/p.S.M", "did you mean \"/p.S/M\"?"),
      ("/p.S/M/", "did you mean \"/p.S/M\"?"), ("/p.S/M?a=1", "did you mean \"/p.S/M\"?"),
      ("//p.S//M", "did you mean \"/p.S/M\"?"),
      ("/p..S/M", "write the full name of the method: /package.Service/Method"),
      ("/p.S/1M", "write the full name of the method: /package.Service/Method"),
      ("/p.S/M/{id_flight}", "`input_mapping` says which fields parameters become"),
    ])
  func patterns(pattern: String, suggestion: String) {
    let reading = Self.reading("", backend: "\"host\": \"g:1000\", \"url_pattern\": \"\(pattern)\"")
    #expect(reading.errors.map(\.suggestion) == [suggestion])
    #expect(reading.errors.map(\.location.pointer) == ["/endpoints/0/backend/0/url_pattern"])
    #expect(reading.diagnostics.count == 1)
  }

  @Test("GRPC-2: without a pattern there is no method")
  func noPattern() {
    let reading = Reading.endpoint(
      #""endpoint": "/a", "backend": [{"host": "g:1000", "extra_config": {"backend/grpc": {}}}]"#,
      root: #""extra_config": {"grpc": {"catalog": "a.pb"}},"#)
    #expect(
      reading.messages == ["a gRPC backend needs `url_pattern`, the full name of the method"])
  }

  @Test(
    "GRPC-D9: the scheme of a host is removed; a port is always there",
    arguments: [
      (#""g.local:50051""#, "g.local:50051", 0), (#""http://g.local:50051""#, "g.local:50051", 0),
      (#""https://g.local:50051/""#, "g.local:50051", 1), (#""g.local""#, "g.local:80", 1),
      (#""https://g.local""#, "g.local:80", 2), (#"["http://g.local"]"#, "g.local:80", 1),
    ])
  func hosts(host: String, text: String, warnings: Int) {
    let reading = Self.reading("", backend: "\"host\": \(host)")
    #expect(reading.backend?.hosts.map(\.text) == [text])
    #expect(reading.warnings.count == warnings && reading.errors == [])
    #expect(
      reading.warnings.allSatisfy { $0.location.pointer.hasPrefix("/endpoints/0/backend/0/host") })
  }

  @Test(
    "GRPC-D9: hosts as they are written may be addresses and sockets, but have no path",
    arguments: [
      ("[::1]:50051", "[::1]:50051"), ("[::1]", "[::1]:80"), ("http://[::1]:50", "[::1]:50"),
      ("unix:///run/g.sock", "unix:///run/g.sock"), ("g.local:50051/v1", nil),
      ("dns:///g.local:50051", nil), ("", nil),
    ] as [(String, String?)])
  func plainHosts(host: String, text: String?) {
    let reading = Self.reading(
      "", backend: "\"host\": [\"\(host)\"], \"disable_host_sanitize\": true")
    #expect(reading.backend?.hosts.map(\.text) == text.map { [$0] })
    #expect(reading.errors.isEmpty == (text != nil))
  }

  @Test("GRPC-D9: hosts of the root serve gRPC too, and what is looked up needs no port")
  func rootHosts() {
    let root = Reading.endpoint(
      #""endpoint": "/a", "backend": [{"url_pattern": "/S/M","#
        + #""extra_config": {"backend/grpc": {}}}]"#,
      root: #""host": "http://r.local:70", "extra_config": {"grpc": {"catalog": "a.pb"}},"#)
    #expect(root.backend?.hosts.map(\.text) == ["r.local:70"])
    #expect(root.diagnostics == [])
    let found = Self.reading("", backend: #""host": "_grpc._tcp.g.local", "sd": "dns""#)
    #expect(found.backend?.hosts.map(\.text) == ["_grpc._tcp.g.local"])
    #expect(found.diagnostics == [])
    let bare = Reading.endpoint(
      #""endpoint": "/a", "backend": [{"url_pattern": "/S/M","#
        + #""extra_config": {"backend/grpc": {}}}]"#,
      root: #""host": "r.local", "extra_config": {"grpc": {"catalog": "a.pb"}},"#)
    #expect(bare.diagnostics.map(\.location.pointer) == ["/endpoints/0/backend/0"])
    let none = Self.reading("", backend: #""url_pattern": "/S/M""#)
    #expect(none.messages == ["no host: every call fails with `no hosts available`"])
  }

  @Test("GRPC-D8: no-op with a gRPC backend is refused")
  func noOp() {
    let reading = Self.reading("", endpoint: #""output_encoding": "no-op","#)
    #expect(
      reading.errors.map(\.message) == [
        "a gRPC backend cannot be `no-op`: its answer is no HTTP answer"
      ])
  }

  @Test(
    "GRPC-D8: what has no meaning for gRPC is said, and does nothing",
    arguments: [
      #""method": "POST""#, #""is_collection": true"#, #""encoding": "xml""#,
      #""encoding": "no-op", "allow": ["a"]"#, #""sd_scheme": "https""#,
    ])
  func meaningless(members: String) throws {
    let reading = Self.reading("", backend: #""host": "g:1000", "# + members)
    #expect(reading.warnings.count == 1 && reading.errors == [])
    #expect(reading.messages[0].hasSuffix("has no effect: the backend is called with gRPC"))
    let backend = try #require(reading.backend)
    #expect(backend.encoding == .json && !backend.isCollection)
    let client = Self.reading("", more: #", "backend/http/client": {"no_redirect": true}"#)
    #expect(client.backend?.noRedirect == false)
    #expect(client.warnings.map(\.suggestion) == ["`backend/grpc` has settings of its own"])
  }

  @Test("client_tls in the wrong namespace is no call in plain text")
  func misplacedTLS() {
    let reading = Self.reading(
      "", more: #", "backend/http/client": {"client_tls": {}}"#, allow: true)
    #expect(
      reading.errors.map(\.message) == ["`client_tls` of a gRPC backend stands in `backend/grpc`"])
    #expect(reading.errors[0].location.pointer.hasSuffix("backend~1http~1client/client_tls"))
  }

  @Test("ST-4, ST-5: what becomes of failures is set as for other backends")
  func failures() {
    let reading = Self.reading(
      "", more: #", "backend/http": {"return_error_code": true, "return_error_details": "g"}"#)
    #expect(reading.diagnostics == [])
    #expect(reading.backend?.returnErrorCode == true)
    #expect(reading.backend?.returnErrorDetails == "g")
  }

  @Test("a body that is set is the message, whatever the endpoint's method")
  func setBody() {
    let reading = Self.reading("", more: #", "dragoman/backend": {"request": {"body": {"a": 1}}}"#)
    #expect(reading.diagnostics == [])
    #expect(reading.backend?.grpc?.usesRequestBody == true)
  }

  @Test("GRPC-D7: without a catalog nobody knows the messages")
  func catalog() {
    for catalog in ["[]", "null"] {
      let reading = Self.reading("", catalog: catalog)
      #expect(reading.messages == ["gRPC needs descriptors, and there is no `catalog`"])
    }
    #expect(
      Self.reading("", catalog: #"["", "a.pb"]"#).messages == [
        "a file of `catalog` needs a name"
      ])
  }

  @Test("GRPC-1: the catalog is taken as it is written, in its order")
  func catalogOrder() {
    let reading = Self.reading("", catalog: #"["b.pb", "/etc/a", "./a.pb"]"#)
    #expect(reading.configuration?.grpc.catalog.map(\.text) == ["b.pb", "/etc/a", "./a.pb"])
    #expect(
      reading.configuration?.grpc.catalog[1].location.pointer == "/extra_config/grpc/catalog/1")
  }

  @Test("a backend is of one kind")
  func oneKind() {
    let reading = Self.reading("", more: #", "backend/soap": {}"#)
    #expect(
      reading.errors.map(\.message) == [
        "a backend is of one kind, not of `backend/grpc` and `backend/soap`"
      ])
  }

  @Test("the gRPC server is not supported yet, which is said")
  func server() {
    let reading = Reading.service(#""extra_config": {"grpc": {"server": {"services": []}}}"#)
    #expect(reading.configuration != nil)
    #expect(
      reading.messages == [
        "not supported yet: `server` (offers methods of the catalog to gRPC clients)"
      ])
  }
}
