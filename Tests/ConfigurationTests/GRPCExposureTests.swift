import Configuration
import Testing

@Suite("Services that are offered by their annotations")
struct GRPCExposureTests {
  private static func reading(_ entry: String, root: String = "") -> Reading {
    Reading.service(
      root + "\"extra_config\": {\"grpc\": {\"catalog\": [\"a.pb\"], \"expose\": [{\(entry)}]}}")
  }

  @Test("a service and its hosts are enough")
  func plain() throws {
    let reading = Self.reading(
      #""service": "shop.v1.Orders", "backend": {"host": ["o.local:50051"]}"#)
    #expect(reading.diagnostics == [])
    let exposure = try #require(reading.configuration?.grpc.exposures.first)
    #expect(exposure.selections.map(\.services) == [.named("shop.v1.Orders")])
    #expect(exposure.selections[0].location.pointer == "/extra_config/grpc/expose/0/service")
    #expect(exposure.methods == [] && exposure.prefix == "")
    #expect(exposure.location.pointer == "/extra_config/grpc/expose/0")
    let backend = try #require(exposure.template.backends.first)
    #expect(exposure.template.backends.count == 1)
    #expect(backend.hosts.map(\.text) == ["o.local:50051"])
    #expect(backend.grpc?.service == "" && backend.takesAnyRoot)
    #expect(exposure.template.inputQueryStrings == ["*"] && exposure.template.inputHeaders == [])
    #expect(exposure.template.timeout == 2_000_000_000)
    #expect(exposure.template.passesMessages)
  }

  @Test("every key of endpoints and backends holds for what is offered")
  func template() throws {
    let reading = Self.reading(
      #""service": ["a.*", "*"], "methods": "Get", "prefix": "/api/v1/","#
        + #""endpoint": {"timeout": "9s", "input_query_strings": [], "extra_config":"#
        + #" {"dragoman/endpoint": {"failures": "problem+json"}}},"#
        + #""backend": {"deny": ["x"], "extra_config": {"backend/grpc": {"json": "protojson"},"#
        + #" "dragoman/backend": {"root": "object"}}}"#,
      root: #""host": "r.local:70", "#)
    #expect(reading.diagnostics == [])
    let exposure = try #require(reading.configuration?.grpc.exposures.first)
    #expect(exposure.selections.map(\.services) == [.package("a"), .all])
    #expect(exposure.methods.map(\.text) == ["Get"] && exposure.prefix == "/api/v1")
    #expect(exposure.template.timeout == 9_000_000_000)
    #expect(exposure.template.inputQueryStrings == [] && exposure.template.failures.isProblem)
    let backend = try #require(exposure.template.backends.first)
    #expect(backend.deny == ["x"] && backend.hosts.map(\.text) == ["r.local:70"])
    #expect(backend.grpc?.output.isCanonical == true && !backend.takesAnyRoot)
  }

  @Test("a form of streams has no effect where the answers are not JSON")
  func streams() {
    let reading = Self.reading(
      #""service": "*", "endpoint": {"output_encoding": "xml"}, "backend": {"host": "o:1000","#
        + #" "extra_config": {"backend/grpc": {"stream": "sse"}}}"#)
    #expect(reading.warnings.count == 1 && reading.errors == [])
    #expect(reading.messages[0].contains("gathered under `collection`"))
  }

  @Test("a package stands for its services and those of the packages in it")
  func services() {
    #expect(GRPCExposure.Services.all.contains("S"))
    #expect(GRPCExposure.Services.named("a.S").contains("a.S"))
    #expect(!GRPCExposure.Services.named("a.S").contains("a.S2"))
    let package = GRPCExposure.Services.package("a.b")
    #expect(package.contains("a.b.S") && package.contains("a.b.c.S"))
    #expect(!package.contains("a.bc.S") && !package.contains("a.b"))
  }

  @Test(
    "each mistake is said at its place",
    arguments: [
      ("", "", "an entry of `expose` needs `service`"),
      (#""service": [],"#, "", "an entry of `expose` needs `service`"),
      (#""service": "a..S","#, "/service", "no service can be named \"a..S\""),
      (#""service": "a.S*","#, "/service", "no service can be named \"a.S*\""),
      (#""service": "/a.S","#, "/service", "no service can be named \"/a.S\""),
      (#""service": "*", "methods": ["a.S/Get"],"#, "/methods/0", "no method can be named"),
      (#""service": "*", "prefix": "v1","#, "/prefix", "must be a path of plain segments"),
      (#""service": "*", "prefix": "/a//b","#, "/prefix", "must be a path of plain segments"),
      (#""service": "*", "prefix": "/a/../b","#, "/prefix", "must be a path of plain segments"),
      (#""service": "*", "prefix": "/{a}","#, "/prefix", "must be a path of plain segments"),
      (
        #""service": "*", "endpoint": {"method": "POST"},"#, "/endpoint/method",
        "`method` has no place in `endpoint` of `expose`: the annotations say it"
      ),
      (
        #""service": "*", "endpoint": {"output_encoding": "no-op"},"#,
        "/endpoint/output_encoding",
        "a gRPC backend cannot be `no-op`"
      ),
      (#""service": "*", "endpoint": "/v1","#, "/endpoint", "`endpoint` must be an object"),
    ])
  func mistakes(members: String, pointer: String, message: String) throws {
    let reading = Self.reading(members + #""backend": {"host": "o.local:50051"}"#)
    let error = try #require(reading.errors.first)
    #expect(error.message.contains(message))
    #expect(error.location.pointer == "/extra_config/grpc/expose/0" + pointer)
    #expect(reading.errors.count == 1)
  }

  @Test(
    "what the annotations say has no place in `backend`",
    arguments: [
      (#""url_pattern": "/a.S/M""#, "/url_pattern"),
      (#""extra_config": {"backend/grpc": {"use_request_body": true}}"#, "/use_request_body"),
      (#""extra_config": {"backend/grpc": {"input_mapping": {"a": "b"}}}"#, "/input_mapping"),
    ])
  func annotated(members: String, pointer: String) {
    let reading = Self.reading(
      "\"service\": \"*\", \"backend\": {\"host\": \"o.local:50051\", \(members)}")
    #expect(reading.errors.map { $0.message.hasSuffix("the annotations say it") } == [true])
    #expect(reading.errors.first?.location.pointer.hasSuffix(pointer) == true)
    #expect(reading.diagnostics.count == 1)
  }

  @Test(
    "keys of endpoints and backends beside `service` are sent to their places",
    arguments: [
      ("host", "did you mean \"backend.host\"?"), ("timeout", "did you mean \"endpoint.timeout\"?"),
      ("method", "did you mean \"methods\"?"), ("allow", "it belongs to a backend"),
    ])
  func misplaced(key: String, suggestion: String) {
    let reading = Self.reading(
      "\"service\": \"*\", \"\(key)\": \"x\", \"backend\": {\"host\": \"o.local:50051\"}")
    #expect(reading.diagnostics.map(\.suggestion) == [suggestion])
  }

  @Test("GRPC-D7: services cannot be offered without a catalog, nor called without a host")
  func missing() {
    let text = #""extra_config": {"grpc": {"expose": {"service": "*"}}}"#
    let reading = Reading.service(text)
    #expect(
      reading.messages == [
        "no host: every call fails with `no hosts available`",
        "gRPC needs descriptors, and there is no `catalog`",
      ])
  }

  @Test("a gateway may have no endpoints but those of annotations")
  func alone() {
    let reading = Reading(
      #"{"version": 3, "host": "o.local:50", "extra_config": {"grpc": {"catalog": "a.pb","#
        + #" "expose": {"service": "*"}}}}"#)
    #expect(reading.diagnostics == [])
  }
}
