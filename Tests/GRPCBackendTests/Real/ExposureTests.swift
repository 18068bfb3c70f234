import Configuration
import DragomanTesting
import Testing

@Suite("Services that are offered by their annotations", .enabled(if: RealServer.isThere))
struct ExposureTests {
  private static let entry = """
    {"service": "trial.v1.Library", "backend": {"extra_config": {"backend/grpc": {
      "output_remove_unset_values": true}}}}
    """

  private func trial(_ entries: String = entry, _ endpoints: String...) throws -> Trial {
    // One written endpoint at least, which has nothing to do with the rest.
    let all = endpoints + [Trial.endpoint("/other", "Echo")]
    return try Trial(all.joined(separator: ","), grpc: ", \"expose\": [\(entries)]")
  }

  @Test(
    "paths lead to methods, and their variables to fields",
    arguments: [
      (
        "/v1/shelves/1/books/2",
        #"{"name":"shelves/1/books/2","title":"title of shelves/1/books/2","pages":7}"#
      ),
      ("/v1/any/a/b/c", #"{"name":"a/b/c","title":"title of a/b/c","pages":7}"#),
      ("/v1/any/", #"{"title":"title of ","pages":7}"#),
      (
        "/v1/shelves/a%20b/books/2%2F3",
        #"{"name":"shelves/a b/books/2%2F3","title":"title of shelves/a b/books/2%2F3","pages":7}"#
      ),
      ("/v1/titles/x", #""title of x""#),
      ("/v1/shelves/1/list?page_size=1", #"[{"name":"shelves/1/books/0"}]"#),
    ])
  func paths(target: String, content: String) throws {
    let answer = try trial().get(target)
    #expect(answer.status == 200)
    #expect(answer.text == content)
  }

  @Test("the query becomes fields that neither path nor body give, nested ones too")
  func query() throws {
    let answer = try trial().get(
      "/v1/shelves/1/books?page_size=1&filter.author=Ada&filter.minPages=3&fields=a&fields=b"
        + "&parent=shelves/9&unknown=1")
    #expect(
      answer.text == """
        {"books":[{"name":"shelves/1/books/0"}],"request":{"parent":"shelves/1","page_size":1,\
        "filter":{"author":"Ada","min_pages":3},"fields":["a","b"]}}
        """)
    #expect(try trial().get("/v1/shelves/1/books?page_size=x").status == 400)
  }

  @Test("a body is one field, and the query gives others")
  func bodyField() throws {
    let trial = try trial()
    let made = try trial.post(
      "/v1/shelves/1/books?request_id=r&book.title=ignored", #"{"title": "T", "pages": 3}"#)
    #expect(made.text == #"{"name":"shelves/1/books/new-r","title":"T","pages":3}"#)
    for verb in ["PATCH", "PUT"] {
      let answer = try trial.post(
        "/v1/shelves/1/books/2?update_mask=title,pages", #"{"title": "N", "name": "other"}"#,
        method: verb)
      #expect(answer.text == #"{"name":"shelves/1/books/2","title":"N by title,pages"}"#)
    }
    #expect(try trial.post("/v1/shelves/1/books", #"{"pages": "x"}"#).status == 400)
  }

  @Test("a body is the whole message; a verb of its own and another method lead to the same")
  func wholeBody() throws {
    let trial = try trial()
    let text = #"{"name":"shelves/1/books/2","title":"archived: old"}"#
    #expect(try trial.post("/v1/shelves/1/books/2:archive", #"{"reason": "old"}"#).text == text)
    let other = try trial.post(
      "/v1/shelves/1/books/2:archive?reason=query", #"{"reason": "old", "name": "x"}"#)
    #expect(other.text == text)
    let locked = try trial.gateway.send(
      TestRequest("LOCK", "/v1/shelves/1/books/2?reason=old"))
    #expect(locked.text == text)
    let gone = try trial.gateway.send(TestRequest("DELETE", "/v1/shelves/1/books/2"))
    #expect(gone.status == 200 && gone.text == "{}")
  }

  @Test("what no annotation takes is not found, or not with this method")
  func unknown() throws {
    let trial = try trial()
    #expect(try trial.get("/v1/shelves/1").status == 404)
    #expect(try trial.get("/v1/shelves/1/books/2:burn").status == 200)
    let refused = try trial.post("/v1/titles/x", "{}")
    #expect(refused.status == 405)
    #expect(refused.fields.values(of: "allow") == ["GET"])
    #expect(try trial.get("/other").status == 200)
  }

  @Test("methods of both kinds of endpoints are those of a path")
  func bothKinds() throws {
    let trial = try trial(
      Self.entry,
      Trial.endpoint("/v1/titles/{id}", "Echo", #""use_request_body": true"#),
      Trial.endpoint("/v1/shelves/{shelf}/books", "Echo", "", #""method": "DELETE""#))
    let refused = try trial.gateway.send(TestRequest("PATCH", "/v1/titles/x"))
    #expect(refused.status == 405)
    let allow = refused.fields.values(of: "allow").joined(separator: ",")
    let allowed = Set(allow.split(separator: ",").map { String($0.filter { $0 != " " }) })
    #expect(allowed == ["GET", "POST"])
  }

  @Test("streams and files are offered too")
  func streams() throws {
    let trial = try trial()
    let lines = try trial.get(
      "/v1/watch/x?count=2", [TestField("Accept", "application/x-ndjson")])
    #expect(lines.text == "{\"id\":\"x\",\"number\":1}\n{\"id\":\"x\",\"number\":2}\n")
    let sum = try trial.post("/v1/import", #"[{"number": 4}, {"number": 5}]"#)
    #expect(sum.text == #"{"count":2,"total":9,"ids":["",""]}"#)
    let cover = try trial.post(
      "/v1/covers/c7", "PNG", [TestField("Content-Type", "image/png")], method: "PUT")
    #expect(cover.text.hasPrefix(#"{"name":"c7","type":"image/png","length":3,"digest":""#))
  }

  @Test("settings of the entry hold for all of it: prefix, headers, shape, failures")
  func settings() throws {
    let trial = try trial(
      """
      {"service": "trial.*", "methods": ["GetBook", "ListBooks"], "prefix": "/api",
       "endpoint": {"timeout": "5s",
         "extra_config": {"dragoman/endpoint": {"failures": "problem+json"}}},
       "backend": {"deny": ["pages"], "extra_config": {"backend/grpc": {"json": "protojson"}}}}
      """)
    let book = try trial.get("/api/v1/shelves/1/books/2")
    #expect(book.text == #"{"name":"shelves/1/books/2","title":"title of shelves/1/books/2"}"#)
    #expect(try trial.get("/v1/shelves/1/books/2").status == 404)
    #expect(try trial.post("/api/v1/shelves/1/books", "{}").status == 405)
    let bad = try trial.get("/api/v1/shelves/1/books?pageSize=x")
    #expect(bad.status == 400 && bad.text.contains("pageSize"), "\(bad.text)")
    let list = try trial.get("/api/v1/shelves/1/list?pageSize=1")
    #expect(
      list.text == #"[{"name":"shelves/1/books/0","pages":0}]"#
        || list.text == #"[{"name":"shelves/1/books/0"}]"#)
  }

  @Test(
    "what cannot be offered stops the start",
    arguments: [
      (#"{"service": "trial.v1.Libary", "backend": {}}"#, "the catalog does not have"),
      (#"{"service": "trial.v1.Library", "methods": ["GetBok"], "backend": {}}"#, "GetBok"),
      (
        #"{"service": "trial.v1.Library", "methods": ["Plain"], "backend": {}}"#,
        "no google.api.http"
      ),
      ("\(entry), \(entry)", "are called by the same requests"),
    ])
  func refused(entries: String, words: String) throws {
    do {
      _ = try trial(entries)
      Issue.record("it started")
    } catch let error as ConfigurationError {
      #expect("\(error)".contains(words), "\(error)")
    }
  }

  @Test("a written endpoint that would take the requests of an exposed method stops the start")
  func conflict() throws {
    do {
      _ = try trial(Self.entry, Trial.endpoint("/v1/titles/{x}", "Echo"))
      Issue.record("it started")
    } catch let error as ConfigurationError {
      #expect("\(error)".contains("takes the requests of"), "\(error)")
    }
    let beside = try trial(Self.entry, Trial.endpoint("/v1/shelves/{x}", "Echo"))
    #expect(try beside.get("/v1/shelves/1").status == 200)
    #expect(try beside.get("/v1/shelves/1/books/2").status == 200)
  }
}
