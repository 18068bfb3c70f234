import DragomanTesting
import PythonTesting
import Testing

@Suite("Statuses of a gRPC server", .enabled(if: RealServer.isThere))
struct FailureTests {
  private static let problem =
    #""extra_config": {"dragoman/endpoint": {"failures": {"contract": "problem+json","#
    + #" "backend_body": 1000, "show_detail": true}}}"#

  private static func failing(
    _ path: String, _ endpoint: String = "", http: String = "", backend: String = ""
  ) -> String {
    Trial.endpoint(
      path, "Fail", #""output_remove_unset_values": true"#, backend: backend,
      #""input_query_strings": ["*"]"# + (endpoint.isEmpty ? "" : ", " + endpoint),
      extra: http.isEmpty ? "" : ", \"backend/http\": {\(http)}")
  }

  @Test(
    "GRPC-D1, GRPC-D2: each status is a failure, and has its status of HTTP",
    arguments: [
      (1, 499, "CANCELLED"), (2, 500, "UNKNOWN"), (3, 400, "INVALID_ARGUMENT"),
      (4, 504, "DEADLINE_EXCEEDED"), (5, 404, "NOT_FOUND"), (6, 409, "ALREADY_EXISTS"),
      (7, 403, "PERMISSION_DENIED"), (8, 429, "RESOURCE_EXHAUSTED"),
      (9, 400, "FAILED_PRECONDITION"), (10, 409, "ABORTED"), (11, 400, "OUT_OF_RANGE"),
      (12, 501, "UNIMPLEMENTED"), (13, 500, "INTERNAL"), (14, 503, "UNAVAILABLE"),
      (15, 500, "DATA_LOSS"), (16, 401, "UNAUTHENTICATED"),
    ])
  func codes(code: Int, status: Int, name: String) throws {
    let trial = try Trial(
      Self.failing("/plain/{code}"),
      Self.failing("/code/{code}", http: #""return_error_code": true"#),
      Self.failing("/problem/{code}", Self.problem), more: Trial.telling)
    let plain = try trial.get("/plain/\(code)?message=no")
    #expect(plain.status == 500)
    #expect(plain.text == "grpc status \(name) [/trial.v1.Trial/Fail]: no")
    #expect(plain.fields.values(of: "x-krakend-completed") == ["false"])
    for query in ["", "&after_head=true"] {
      let coded = try trial.get("/code/\(code)?message=no%0A%C3%A9\(query)")
      #expect(coded.status == status)
      #expect(coded.text == "{\"code\":\(code),\"status\":\"\(name)\",\"message\":\"no\\né\"}")
      #expect(coded.fields.values(of: "content-type") == ["application/json"])
    }
    let problem = try trial.get("/problem/\(code)?message=no")
    #expect(problem.status == status)
    #expect(problem.fields.values(of: "content-type") == ["application/problem+json"])
    let text = "grpc status \(name) [/trial.v1.Trial/Fail]: no"
    #expect(problem.text.contains("\"detail\":\"\(text)\""))
    let own = "\"grpc\":{\"code\":\(code),\"status\":\"\(name)\",\"message\":\"no\"}"
    #expect(problem.text.contains(own))
  }

  @Test("GRPC-D1, GRPC-D3: details of a status are JSON, of a type that nobody knows as its bytes")
  func details() throws {
    let trial = try Trial(
      Self.failing("/code/{code}", http: #""return_error_code": true"#),
      Self.failing("/problem/{code}", Self.problem), more: Trial.telling)
    let query =
      "?message=sold&details=error_info&details=retry_info&details=bad_request&details=unknown_type"
    let details = """
      "details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SOLD_OUT",\
      "domain":"trial.test","metadata":{"item":"7"}},\
      {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"7.500s"},\
      {"@type":"type.googleapis.com/google.rpc.BadRequest",\
      "fieldViolations":[{"field":"place.city","description":"no such city"}]},\
      {"type_url":"type.googleapis.com/trial.v1.Unknown","value":"CAE="}]
      """
    let coded = try trial.get("/code/9" + query)
    #expect(coded.status == 400)
    #expect(
      coded.text
        == "{\"code\":9,\"status\":\"FAILED_PRECONDITION\",\"message\":\"sold\",\(details)}")
    #expect(try trial.get("/problem/9" + query).text.contains(details))
  }

  @Test("GRPC-D1: what a client may hear of a status, and when to try again, goes with it")
  func retryAfter() throws {
    let trial = try Trial(
      Self.failing(
        "/problem/{code}",
        #""extra_config": {"dragoman/endpoint": {"failures": "problem+json"}}"#))
    let answer = try trial.get("/problem/14?message=secret&details=retry_info")
    #expect(answer.status == 503)
    #expect(!answer.text.contains("secret"))
    #expect(answer.text.contains(#""failures":[{"backend":0,"kind":"status","status":503}]"#))

  }

  @Test("GRPC-D1, ST-5: return_error_details tells the mapped status and the message as data")
  func errorDetails() throws {
    let trial = try Trial(
      Self.failing("/d/{code}", http: #""return_error_details": "shop""#),
      """
      {"endpoint": "/m/{code}", "input_query_strings": ["*"], "backend": [
        \(Trial.backend("Echo", #""output_remove_unset_values": true"#)),
        \(Trial.backend("Fail", extra: #", "backend/http": {"return_error_details": "shop"}"#))]}
      """)
    let alone = try trial.get("/d/5?message=gone")
    #expect(alone.status == 200)
    #expect(
      alone.text == #"{"error_shop":{"http_status_code":404,"http_body":"gone"}}"#)
    #expect(alone.fields.values(of: "x-krakend-completed") == ["false"])
    let merged = try trial.get("/m/7?message=no&id=x")
    #expect(
      merged.text == #"{"error_shop":{"http_status_code":403,"http_body":"no"},"id":"x"}"#)
    #expect(merged.fields.values(of: "x-krakend-completed") == ["false"])
  }

  @Test("GRPC-4, GRPC-D1: gRPC and REST merge, and either is served when the other fails")
  func merge() throws {
    let rest = BackendScript(["/r": .json(#"{"rest":1}"#), "/bad": .json("{}", status: 503)])
    let unset = #""output_remove_unset_values": true"#
    func endpoint(_ path: String, _ method: String, _ pattern: String) -> String {
      """
      {"endpoint": "\(path)", "input_query_strings": ["*"], "backend": [
        \(Trial.backend(method, unset, #""group": "grpc", "deny": ["small"]"#)),
        {"host": ["http://rest.local"], "url_pattern": "\(pattern)"}]}
      """
    }
    let trial = try Trial(
      endpoint("/both", "Echo", "/r"), endpoint("/rest", "Nowhere", "/r"),
      endpoint("/grpc", "Echo", "/bad"), endpoint("/none", "Nowhere", "/bad"),
      backends: ["http://rest.local": rest])
    let both = try trial.get("/both?id=7&small=1")
    #expect(both.text == #"{"grpc":{"id":"7"},"rest":1}"#)
    #expect(both.fields.values(of: "x-krakend-completed") == ["true"])
    let onlyREST = try trial.get("/rest")
    #expect(onlyREST.text == #"{"rest":1}"#)
    #expect(onlyREST.fields.values(of: "x-krakend-completed") == ["false"])
    let onlyGRPC = try trial.get("/grpc?id=7")
    #expect(onlyGRPC.text == #"{"grpc":{"id":"7"}}"#)
    #expect(onlyGRPC.fields.values(of: "x-krakend-completed") == ["false"])
    #expect(try trial.get("/none").status == 500)
  }

  @Test("GRPC-4: filters, names, groups and paths apply to answers as to any")
  func shaping() throws {
    let trial = try Trial(
      Trial.endpoint(
        "/a", "Echo", backend: #""allow": ["id", "place.city"], "mapping": {"id": "key"}"#,
        #""input_query_strings": ["*"]"#),
      Trial.endpoint(
        "/t", "Echo", backend: #""target": "place", "deny": ["latitude"], "group": "g""#,
        #""input_query_strings": ["*"]"#))
    let query = "?id=7&place.city=Oslo&place.latitude=59.9&small=3"
    #expect(try trial.get("/a" + query).text == #"{"key":"7","place":{"city":"Oslo"}}"#)
    #expect(try trial.get("/t" + query).text == #"{"g":{"city":"Oslo"}}"#)
  }

  @Test("GRPC-4: a sequence hands values of gRPC to REST, and of REST to gRPC")
  func sequence() throws {
    let rest = BackendScript([
      "/users/a7": .json(#"{"user":"Ada","n":12345678901}"#),
      "/start": .json(#"{"id":"a7"}"#),
    ])
    let unset = #""output_remove_unset_values": true"#
    let own = #", "dragoman/backend": {"request": {"body": {"id": "{resp0.body.id}"}}}"#
    let trial = try Trial(
      """
      {"endpoint": "/g/{id}", "extra_config": {"proxy": {"sequential": true}}, "backend": [
        \(Trial.backend("Echo", unset)),
        {"host": ["http://rest.local"], "url_pattern": "/users/{resp0_id}"}]}
      """,
      """
      {"endpoint": "/r", "extra_config": {"proxy": {"sequential": true}}, "backend": [
        {"host": ["http://rest.local"], "url_pattern": "/start"},
        \(Trial.backend("Echo", unset, #""group": "g""#, extra: own)),
        {"host": ["http://rest.local"], "url_pattern": "/users/{resp1.body.g.id}"}]}
      """,
      backends: ["http://rest.local": rest])
    #expect(try trial.get("/g/a7").text == #"{"id":"a7","n":12345678901,"user":"Ada"}"#)
    #expect(
      try trial.get("/r").text == #"{"g":{"id":"a7"},"id":"a7","n":12345678901,"user":"Ada"}"#)
  }

  @Test(
    "GRPC-D5: the contract of failures names the field that the request has wrong",
    arguments: [
      ("/e?small=x", "", "small"), ("/e", #"{"place": {"city": 7}}"#, "place.city"),
      ("/e", #"{"places": [{}, {"latitude": "x"}]}"#, "places[1].latitude"),
      ("/e", #"{"place": {"town": 1}}"#, "place.town"),
    ])
  func request(target: String, content: String, field: String) throws {
    let trial = try Trial(
      Trial.endpoint(
        "/e", "Echo", #""use_request_body": true"#,
        #""input_query_strings": ["*"], "method": "POST", "#
          + #""extra_config": {"dragoman/endpoint": {"failures": "problem+json"}}"#))
    let answer = try trial.post(target, content)
    #expect(answer.status == 400)
    #expect(answer.text.contains("\"detail\":\"") && answer.text.contains(field), "\(answer.text)")
  }

  @Test("GRPC-D2: a method that no server has is not implemented")
  func nowhere() throws {
    let trial = try Trial(
      Trial.endpoint(
        "/n", "Nowhere", extra: #", "backend/http": {"return_error_code": true}"#),
      more: Trial.telling)
    let answer = try trial.get("/n")
    #expect(answer.status == 501 && answer.text.contains(#""status":"UNIMPLEMENTED""#))
  }

  @Test("SHA-1: a shadow's call is made, whatever comes of it")
  func shadow() throws {
    let trial = try Trial(
      """
      {"endpoint": "/s/{tag}", "backend": [
        \(Trial.backend("Echo", #""output_remove_unset_values": true"#)),
        \(Trial.backend("Sleep", extra: #", "proxy": {"shadow": true}"#))]}
      """)
    let answer = try trial.get("/s/shadow")
    #expect(answer.status == 200 && answer.text == "{}")
    #expect(RealServer.shared?.reports("ended shadow") == true)
  }
}
