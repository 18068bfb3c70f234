import Configuration
import Testing

@Suite("Settings of gRPC backends")
struct GRPCSettingTests {
  private static func reading(_ grpc: String, endpoint: String = "") -> Reading {
    GRPCBackendTests.reading(grpc, endpoint: endpoint)
  }

  private static func settings(_ grpc: String) throws -> GRPCBackendConfiguration {
    let reading = reading(grpc, endpoint: #""method": "POST","#)
    #expect(reading.diagnostics == [])
    return try #require(reading.backend?.grpc)
  }

  @Test("GRPC-5, GRPC-9, GRPC-10, GRPC-13: the defaults are KrakenD's")
  func defaults() throws {
    let grpc = try Self.settings("")
    #expect(!grpc.usesRequestBody && grpc.usesParameters && grpc.requestNaming == .snakeCase)
    #expect(!grpc.assumesBytes && !grpc.ignoresUnknownFields && grpc.inputMapping == [])
    #expect(grpc.output == GRPCOutputSettings() && grpc.stream == GRPCStreamSettings())
    #expect(grpc.output.naming == .snakeCase && !grpc.output.omitsUnset)
    #expect(!grpc.output.enumsAreNames && !grpc.output.timestampsAreText)
    #expect(grpc.readBufferSize == 32 << 10 && grpc.maxMessageSize == 4 << 20)
    #expect(grpc.idleTimeout == 600_000_000_000 && grpc.pingInterval == nil)
    #expect(!grpc.usesAlternateHost && grpc.retries == 0 && grpc.compression == .none)
    #expect(grpc.headerMapping == [] && grpc.responseHeaders == [] && grpc.responseTrailers == [])
    #expect(grpc.tls == nil)
  }

  @Test("GRPC-5, GRPC-9, GRPC-10, GRPC-15: each key sets one thing")
  func keys() throws {
    let grpc = try Self.settings(
      #""use_request_body": true, "disable_query_params": "true", "input_assume_bytes": 1,"#
        + #""request_naming_convention": "camelCase", "response_naming_convention": "camelCase","#
        + #""output_enum_as_string": true, "output_timestamp_as_string": true,"#
        + #""output_duration_as_string": true, "output_remove_unset_values": true"#)
    #expect(grpc.usesRequestBody && !grpc.usesParameters && grpc.assumesBytes)
    #expect(grpc.requestNaming == .camelCase && grpc.output.naming == .camelCase)
    #expect(grpc.output.enumsAreNames && grpc.output.timestampsAreText)
    #expect(grpc.output.durationsAreText && grpc.output.omitsUnset && !grpc.output.isCanonical)
  }

  @Test("GRPC-13: 0 and negative sizes have meanings of their own")
  func sizes() throws {
    let zero = try Self.settings(#""read_buffer_size": 0, "max_call_recv_msg_size": 0"#)
    #expect(zero.readBufferSize == 32 << 10 && zero.maxMessageSize == 4 << 20)
    let some = try Self.settings(
      #""read_buffer_size": -1, "max_call_recv_msg_size": 9, "idle_conn_disconnect_time": "0s""#)
    #expect(some.readBufferSize == nil && some.maxMessageSize == 9 && some.idleTimeout == nil)
    #expect(try Self.settings(#""read_buffer_size": 7"#).readBufferSize == 7)
  }

  @Test("connections are asked by PING only where `ping_interval` says how often")
  func pings() throws {
    #expect(try Self.settings(#""ping_interval": "5m""#).pingInterval == 300_000_000_000)
    #expect(try Self.settings(#""ping_interval": "0s""#).pingInterval == nil)
    #expect(try Self.settings(#""ping_interval": 0"#).pingInterval == nil)
  }

  @Test("GRPC-14: another host is one more call, unless `retries` says how many")
  func retries() throws {
    #expect(try Self.settings(#""use_alternate_host_on_error": true"#).retries == 1)
    let none = try Self.settings(#""use_alternate_host_on_error": true, "retries": 0"#)
    #expect(none.usesAlternateHost && none.retries == 0)
    #expect(try Self.settings(#""retries": 10"#).retries == 10)
  }

  @Test("ProtoJSON changes what holds where no key says it; keys still win")
  func protoJSON() throws {
    let canonical = try Self.settings(#""json": "protojson""#).output
    #expect(canonical.isCanonical && canonical.naming == .camelCase && canonical.omitsUnset)
    #expect(canonical.enumsAreNames && canonical.timestampsAreText && canonical.durationsAreText)
    let other = try Self.settings(
      #""json": "protojson", "response_naming_convention": "snake_case","#
        + #""output_enum_as_string": false, "output_remove_unset_values": false"#
    ).output
    #expect(other.isCanonical && other.naming == .snakeCase)
    #expect(!other.enumsAreNames && !other.omitsUnset)
    #expect(try Self.settings(#""json": "krakend""#).output == GRPCOutputSettings())
  }

  @Test(
    "streams are a word or an object",
    arguments: [
      (#""auto""#, GRPCStreamSettings.Form.auto), (#""ndjson""#, .lines), (#""sse""#, .events),
      (#""array""#, .array), (#"{"form": "sse", "max_messages": 0, "idle_timeout": 0}"#, .events),
      ("{}", .auto),
    ])
  func streams(value: String, form: GRPCStreamSettings.Form) throws {
    var expected = GRPCStreamSettings()
    expected.form = form
    #expect(try Self.settings("\"stream\": \(value)").stream == expected)
  }

  @Test("GRPC-6: values are mapped to paths of fields, parameters by their upper-case names")
  func mapping() throws {
    let reading = Self.reading(
      #""input_mapping": {"lat": "where.latitude", "Id_flight": "id"}"#,
      endpoint: #""input_query_strings": ["lat"],"#)
    #expect(reading.diagnostics == [])
    let fields = try #require(reading.backend?.grpc?.inputMapping)
    #expect(fields.map(\.source) == [.query("lat"), .parameter("id_flight")])
    #expect(fields.map(\.path) == [["where", "latitude"], ["id"]])
    #expect(fields[1].location.pointer.hasSuffix("/backend~1grpc/input_mapping/Id_flight"))
  }

  @Test(
    "GRPC-6: a mapping of what never arrives is said",
    arguments: [
      ("id_flight", "write \"Id_flight\" for the parameter {id_flight}"),
      ("Id_fligth", "did you mean \"Id_flight\"?"), ("ln", "did you mean \"lon\"?"),
      ("elsewhere", "add it to `input_query_strings`"),
    ])
  func unmapped(name: String, suggestion: String) {
    let reading = Self.reading(
      "\"input_mapping\": {\"\(name)\": \"a\"}", endpoint: #""input_query_strings": ["lon"],"#)
    #expect(reading.warnings.map(\.suggestion) == [suggestion])
    #expect(reading.warnings.map(\.location.pointer)[0].hasSuffix("/input_mapping/\(name)"))
    #expect(reading.errors == [])
    let all = Self.reading(
      "\"input_mapping\": {\"\(name)\": \"a\"}", endpoint: #""input_query_strings": "*","#)
    #expect(all.diagnostics == [])
  }

  @Test("GRPC-6: a mapping has no effect where parameters are not used")
  func disabledMapping() {
    let reading = Self.reading(
      #""input_mapping": {"Id_flight": "a"}, "disable_query_params": true"#)
    #expect(reading.messages == ["`input_mapping` has no effect with `disable_query_params`"])
  }

  @Test("GRPC-11: headers become metadata in lower case, reserved names get `in-`")
  func headers() throws {
    let reading = Self.reading(
      #""header_mapping": {"X-Trace": "Trace-Id", "X-B": "grpc-timeout", "X-C": "GRPCx"},"#
        + #""response_headers": "X-Region", "response_trailers": ["x-cost-bin"]"#,
      endpoint: #""input_headers": ["x-trace", "X-B", "X-C"],"#)
    #expect(reading.diagnostics == [])
    let grpc = try #require(reading.backend?.grpc)
    #expect(grpc.headerMapping.map(\.from) == ["x-trace", "x-b", "x-c"])
    #expect(grpc.headerMapping.map(\.to) == ["trace-id", "in-grpc-timeout", "in-grpcx"])
    #expect(grpc.responseHeaders == ["x-region"] && grpc.responseTrailers == ["x-cost-bin"])
    #expect(GRPCMetadataName.forHeader("Grpc-Status") == "in-grpc-status")
    #expect(GRPCMetadataName.forHeader("X-Grpc") == "x-grpc")
  }

  @Test("GRPC-11: a header that `input_headers` keeps out cannot be mapped")
  func headerThatNeverArrives() {
    let mapping = #""header_mapping": {"X-A": "a"}"#
    let reading = Self.reading(mapping)
    #expect(
      reading.warnings.map(\.message) == [
        "`header_mapping`: `input_headers` does not let \"x-a\" through"
      ])
    #expect(Self.reading(mapping, endpoint: #""input_headers": ["*"],"#).diagnostics == [])
    let set = GRPCBackendTests.reading(
      mapping, more: #", "dragoman/backend": {"request": {"headers": {"x-A": "1"}}}"#)
    #expect(set.diagnostics == [])
  }

  @Test(
    "each mistake is said at its place",
    arguments: [
      (#""use_request_body": "yes""#, "must be true or false"),
      (#""input_mapping": {"Id_flight": "a..b"}"#, "\"a..b\" is no path of fields"),
      (#""input_mapping": {"Id_flight": ""}"#, "\"\" is no path of fields"),
      (#""input_mapping": ["a"]"#, "must be an object"),
      (#""request_naming_convention": "camel_case""#, "unknown request_naming_convention"),
      (#""response_naming_convention": "snakeCase""#, "unknown response_naming_convention"),
      (#""json": "protoJson""#, "unknown json \"protoJson\""),
      (#""json": "protojson", "output_timestamp_as_string": false"#, "cannot be false"),
      (#""json": "protojson", "output_duration_as_string": false"#, "cannot be false"),
      (#""stream": "lines""#, "unknown stream \"lines\""), (#""stream": 1"#, "must be a string or"),
      (#""stream": {"form": "json"}"#, "unknown form \"json\""),
      (#""stream": {"max_messages": -1}"#, "must be at least 0"),
      (#""stream": {"idle_timeout": "30"}"#, "must be a duration"),
      (#""compression": "br""#, "unknown compression \"br\""),
      (#""retries": 11"#, "must be from 0 to 10"), (#""retries": -1"#, "must be from 0 to 10"),
      (#""max_call_recv_msg_size": -1"#, "must be from 0 to 2147483647"),
      (#""read_buffer_size": 16777217"#, "to 16777216, not 16777217"),
      (#""idle_conn_disconnect_time": "10 minutes""#, "must be a duration"),
      (#""idle_conn_disconnect_time": "-1s""#, "must not be negative"),
      (#""ping_interval": "often""#, "must be a duration"),
      (#""ping_interval": "-1s""#, "must not be negative"),
      (#""header_mapping": {"a b": "c"}"#, "no header can be named \"a b\""),
      (#""header_mapping": {"": "c"}"#, "no header can be named \"\""),
      (#""header_mapping": {"a": "é"}"#, "no metadata can be named \"é\""),
      (#""header_mapping": {"a": "Content-Type"}"#, "belongs to the protocol itself"),
      (#""response_headers": ["*"]"#, "each is listed"),
      (#""response_headers": ["a b"]"#, "no metadata can be named"),
      (#""response_trailers": ["grpc-status"]"#, "belongs to the protocol itself"),
    ])
  func mistakes(members: String, message: String) throws {
    let reading = Self.reading(members)
    let error = try #require(reading.errors.first)
    #expect(error.message.contains(message))
    #expect(
      error.location.pointer.hasPrefix("/endpoints/0/backend/0/extra_config/backend~1grpc/"))
    #expect(error.location.line == 1 && error.location.column > 1)
    #expect(reading.errors.count == 1)
  }

  @Test(
    "a misspelt key is named, with what was meant",
    arguments: [
      ("use_request_bdy", "use_request_body"), ("retry", "retries"), ("max_retries", "retries"),
      ("output_enums_as_string", "output_enum_as_string"), ("tls", "client_tls"),
      ("idle_connection_disconnect_time", "idle_conn_disconnect_time"),
      ("keepalive_time", "ping_interval"),
    ])
  func misspelt(key: String, meant: String) {
    let reading = Self.reading("\"\(key)\": true")
    #expect(reading.diagnostics.map(\.category) == [.unknownKey])
    #expect(reading.diagnostics.map(\.suggestion) == ["did you mean \"\(meant)\"?"])
  }

  @Test("client_tls decides which port is called where none is written")
  func tlsPort() {
    let reading = GRPCBackendTests.reading(
      #""client_tls": {}"#, backend: #""host": "https://g.local""#)
    #expect(reading.backend?.hosts.map(\.text) == ["g.local:443"])
    #expect(reading.backend?.grpc?.tls?.location.pointer.hasSuffix("grpc/client_tls") == true)
  }

  @Test(
    "messages pass one by one where nothing is done with the answer as a whole",
    arguments: [
      ("", "", true), (#""output_encoding": "fast-json","#, "", true),
      (#""output_encoding": "xml","#, "", false), (#""concurrent_calls": 2,"#, "", false),
      (#""extra_config": {"proxy": {"static": {"data": {"a": 1}}}},"#, "", false),
      ("", #", {"host": "b", "url_pattern": "/"}"#, false),
    ])
  func passing(endpoint: String, others: String, passes: Bool) {
    let reading = GRPCBackendTests.reading("", endpoint: endpoint, others: others)
    #expect(reading.endpoint?.passesMessages == passes)
    #expect(reading.diagnostics == [])
    let form = GRPCBackendTests.reading(
      #""stream": "sse""#, endpoint: endpoint, others: others)
    #expect(form.warnings.count == (passes ? 0 : 1))
    #expect(form.warnings.allSatisfy { $0.message.contains("gathered under `collection`") })
  }
}
