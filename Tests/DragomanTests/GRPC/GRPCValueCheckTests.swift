import Configuration
import Dragoman
import Testing

@Suite("Values for gRPC messages in the configuration")
struct GRPCValueCheckTests {
  @Test("parameters and query strings that are fields, or mapped, say nothing")
  func good() {
    let endpoint = #""endpoint": "/e/{id}/{where}", "input_query_strings": ["name", "n"]"#
    let found = GRPCFixture.findings(
      "Get", endpoint: endpoint, grpc: #""input_mapping": {"Where": "name", "n": "id"}"#)
    #expect(found.map(\.text) == [])
  }

  @Test("a parameter that is no field is a warning at the path")
  func parameter() throws {
    let found = GRPCFixture.findings("Get", endpoint: #""endpoint": "/e/{naem}""#)
    let diagnostic = try #require(found.first)
    #expect(found.count == 1)
    #expect(diagnostic.severity == .warning)
    #expect(diagnostic.location.pointer == "/endpoints/0/endpoint")
    #expect(diagnostic.message.contains("{naem} is not used"))
    #expect(
      diagnostic.suggestion?.contains(#""input_mapping": {"Naem": "name"}"#) == true)
  }

  @Test("a query string that is no field is a warning at the list")
  func query() throws {
    let found = GRPCFixture.findings(
      "Search", endpoint: #""endpoint": "/e", "input_query_strings": ["filter.stat", "zoom"]"#)
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.location.pointer == "/endpoints/0/input_query_strings" })
    #expect(found.first?.suggestion?.contains("`input_mapping`") == true)
    #expect(found.last?.message.contains("\"zoom\" is not used") == true)
    #expect(
      GRPCFixture.findings("Search", endpoint: #""endpoint": "/e", "input_query_strings": ["*"]"#)
        .isEmpty)
  }

  @Test("what another backend, a header or a body uses is of use")
  func usedElsewhere() {
    let endpoint = #""endpoint": "/e/{zone}/{id}", "input_query_strings": ["lang"]"#
    let other = #"}, {"url_pattern": "/{zone}", "host": ["http://h.test"]"#
    #expect(
      GRPCFixture.findings("Get", endpoint: endpoint, backend: other + #", "group": "g""#)
        .filter { $0.message.contains("not used") }.isEmpty)
  }

  @Test("with `disable_query_params` nobody expects anything")
  func disabled() {
    let found = GRPCFixture.findings(
      "Get", endpoint: #""endpoint": "/e/{zone}""#, grpc: #""disable_query_params": true"#)
    #expect(found.filter { $0.message.contains("not used") }.isEmpty)
  }

  @Test("GRPC-5: a GET has no body to use")
  func bodyOfGet() {
    let body = #""use_request_body": true"#
    let found = GRPCFixture.findings("Get", grpc: body)
    #expect(found.map(\.message) == ["`use_request_body`: requests with GET have no body"])
    let post = #""endpoint": "/e", "method": "POST""#
    #expect(GRPCFixture.findings("Get", endpoint: post, grpc: body).isEmpty)
  }

  @Test("GRPC-6: a path of `input_mapping` that is no field is an error with a suggestion")
  func mapping() throws {
    let found = GRPCFixture.findings(
      "Get", endpoint: #""endpoint": "/e/{x}""#, grpc: #""input_mapping": {"X": "naem"}"#)
    let error = try #require(found.first { $0.severity == .error })
    #expect(error.message.contains("naem"))
    #expect((error.message + (error.suggestion ?? "")).contains("name"))
  }
}
