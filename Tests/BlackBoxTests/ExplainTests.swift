import Foundation
import Testing

@Suite("dragoman explain", .enabled(if: Workshop.has()))
struct ExplainTests {
  private static let configuration = """
    {
      "version": 3, "port": 8080, "host": ["http://127.0.0.1:11", "http://127.0.0.2:11"],
      "endpoints": [
        { "endpoint": "/users/{id}", "input_query_strings": ["page"],
          "input_headers": ["Authorization"],
          "extra_config": { "proxy": { "static": { "data": { "x": 1 }, "strategy": "success" } } },
          "backend": [
            { "url_pattern": "/u/{id}", "allow": ["a", "b.c"], "mapping": { "a": "z" },
              "group": "g" },
            { "url_pattern": "/v?id={id}", "target": "data", "encoding": "xml" },
            { "url_pattern": "/w", "extra_config": { "proxy": { "shadow": true } } } ] },
        { "endpoint": "/steps/{id}", "extra_config": { "proxy": { "sequential": true } },
          "backend": [
            { "url_pattern": "/a" },
            { "url_pattern": "/b/{resp0_x}/{resp0.body.y}", "method": "POST",
              "extra_config": { "dragoman/backend": { "request": {
                "headers": { "Authorization": "Bearer {resp0.body.t}", "X-Api-Key": "k123" },
                "body": { "id": "{id}", "password": "p123" } } } } } ] },
        { "endpoint": "/raw", "method": "POST", "output_encoding": "no-op",
          "backend": [{ "url_pattern": "/r" }] }
      ]
    }
    """

  private func explain(
    _ arguments: String...
  ) throws -> (status: Int32, text: String, errors: String) {
    let folder = try Workshop.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "k.json")
    try Data(Self.configuration.utf8).write(to: path)
    let program = try Program(
      try #require(Workshop.binary), ["explain", "-c", path.path] + arguments)
    return (program.end(), program.output, program.errors)
  }

  private func expect(_ text: String, has lines: [String]) {
    let found = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    for line in lines { #expect(found.contains(line), "\(line) is not in:\n\(text)") }
  }

  @Test(
    "calls at once: URLs, fields, decoder, shaping in order, merge, shadow, static data"
  )
  func parallel() throws {
    let (status, text, _) = try explain(
      "/users/a%20b?page=2&no=1", "-H", "Authorization: Bearer s3cret")
    #expect(status == 0)
    expect(
      text,
      has: [
        "endpoint   GET /users/{id}  (line 4)", "parameter  id = a b",
        "time       2000 ms in all, 1700 ms for the calls", "order      all at once",
        "call 0     GET http://127.0.0.1:11/u/a%20b?page=2",
        "or in turn  http://127.0.0.2:11/u/a%20b?page=2",
        "header    Authorization: Bearer ••••", "shape     allow a, b.c", "shape     mapping a → z",
        "shape     group g", "call 1     GET http://127.0.0.1:11/v?id=a+b&page=2",
        "decoder   xml; all but 200 and 201 fail the call", "shape     target data",
        "shadow     GET http://127.0.0.1:11/w?page=2",
        #"then static data (success): {"x":1}"#, "encoding   json",
      ])
    #expect(!text.contains("s3cret"))
    // Of a cookie there is no scheme to show, and parameters of all places count.
    let cookie = try explain(
      "/users/7?page=2&token=s3cret", "-H", "Authorization: s3cret", "--json"
    ).text
    #expect(!cookie.contains("s3cret"))
  }

  @Test("a sequence: references that have no value yet are shown, secrets are not")
  func sequence() throws {
    let (status, text, _) = try explain("/steps/7")
    #expect(status == 0)
    expect(
      text,
      has: [
        "order      one after another",
        "call 1     POST http://127.0.0.1:11/b/{resp0_x}/{resp0.body.y}",
        "header    Authorization: Bearer {resp0.body.t}", "header    X-Api-Key: ••••",
        #"{"id":"7","password":"••••"}"#,
        "merge      merge in the order of the steps; of equal fields the later step's wins",
      ])
    #expect(!text.contains("k123") && !text.contains("p123"))
  }

  @Test("no-op: the client's content and the backend's answer pass")
  func passThrough() throws {
    let (status, text, _) = try explain("/raw", "--data", "hello")
    #expect(status == 0)
    expect(
      text,
      has: [
        "POST /raw", "body      the client's, 5 bytes", "decoder   no-op; every status passes",
        "merge      the answer of the one backend passes as it is", "encoding   no-op",
      ])
  }

  @Test("no endpoint: the nearest ones, the methods that there are, or the way that it is repaired")
  func misses() throws {
    expect(
      try explain("/user/7").text,
      has: ["404: no endpoint has this path", "nearest: GET /users/{id}"])
    expect(
      try explain("PUT", "/raw").text, has: ["405: the path is there for other methods: POST"])
    expect(
      try explain("/Users/7/?a=1").text,
      has: ["301: no such path, but nearly; redirected to /users/7?a=1"])
    expect(
      try explain("/__health").text,
      has: ["answered by the gateway itself: the health endpoint /__health"])
  }

  @Test("--json prints one object with the same in it")
  func json() throws {
    let (status, text, _) = try explain("--json", "/steps/7")
    #expect(status == 0)
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let endpoint = try #require(value?["endpoint"] as? [String: Any])
    #expect(value?["outcome"] as? String == "endpoint")
    #expect(endpoint["order"] as? String == "sequential")
    #expect((endpoint["calls"] as? [Any])?.count == 2)
  }

  @Test("--analyze sends the request once, and tells what became of each call")
  func analyze() throws {
    let (status, text, _) = try explain("--analyze", "/raw", "--data", "x")
    #expect(status == 0)
    #expect(text.contains("analysis   status 500"))
    #expect(text.contains("POST /r"))
    #expect(text.contains("failed"))
    // One JSON object, and nothing in a log.
    let (_, json, errors) = try explain("--analyze", "--json", "/raw", "--data", "x")
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
    #expect(errors.isEmpty)
  }

  @Test("without a path, and with a bad file, it says so and exits with 1")
  func mistakes() throws {
    #expect(try explain().status == 1)
    #expect(try explain("no request").status == 1)
    let program = try Program(
      try #require(Workshop.binary), ["explain", "-c", "absent.json", "/a"])
    #expect(program.end() == 1)
    #expect(program.errors.contains("absent.json"))
  }
}
