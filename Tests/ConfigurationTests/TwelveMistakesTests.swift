import Configuration
import Testing

@Suite("A configuration with twelve mistakes")
struct TwelveMistakesTests {
  @Test("twelve mistakes give twelve diagnostics, each with its line and column")
  func twelve() throws {
    let (configuration, diagnostics) = ConfigurationReader.read(
      text: try SharedFiles.fixture("twelve-mistakes.json"), name: "t.json")
    #expect(configuration == nil)
    #expect(diagnostics.map(\.text) == lines)
  }

  let lines = [
    "t.json:4:11: error: `port` must be from 0 to 65535, not 80800 (/port)",
    "t.json:5:14: error: `timeout` must be a duration, not \"2 seconds\"; did you mean \"2s\"? "
      + "(/timeout)",
    "t.json:6:12: error: host http://users.local/v1 not valid: invalid host; "
      + "write scheme://name:port (/host/0)",
    "t.json:8:17: warning: unknown key \"return_error_message\" in `router`; "
      + "did you mean \"return_error_msg\"? (/extra_config/router/return_error_message)",
    "t.json:13:7: warning: unknown key \"headers_to_pass\" in an endpoint; "
      + "did you mean \"input_headers\"? (/endpoints/0/headers_to_pass)",
    "t.json:15:58: error: undefined output param 'user': the path '/users/{id}' has only {id} "
      + "(/endpoints/0/backend/0/url_pattern)",
    "t.json:15:69: error: nothing follows this comma but '}'; remove it",
    "t.json:19:11: warning: unknown key \"whitelist\" in a backend; did you mean \"allow\"? "
      + "(/endpoints/0/backend/1/whitelist)",
    "t.json:20:23: warning: unknown encoding \"jsn\"; did you mean \"json\"? "
      + "(/endpoints/0/backend/1/encoding)",
    "t.json:24:40: error: the endpoint 'GET /empty' has no backend; add at least one `backend` "
      + "(/endpoints/1/backend)",
    "t.json:26:19: error: the path '/__health' is invalid: '/__health' is reserved; "
      + "choose another path (/endpoints/2/endpoint)",
    "t.json:27:79: error: `is_collection` must be true or false, not \"yes\"; write true "
      + "(/endpoints/2/backend/0/is_collection)",
  ]
}
