import Configuration
import DragomanTesting
import Network
import Testing

@testable import Dragoman

@Suite("GraphQL clients behind the gate")
struct GraphQLProxyTests {
  @Test(
    "content passes byte for byte with its type, whatever it is, where nothing is checked",
    arguments: [
      (#"{"query": "{ a }", "n": 12345678901234567890}"#, "application/json"),
      ("[{\"query\": \"{ a }\"}, {\"query\": \"{ b }\"}]", "application/json; charset=utf-8"),
      ("{ a } # no JSON at all", "application/graphql"), ("{\"query\": \"{ a", "application/json"),
    ])
  func untouched(content: String, type: String) throws {
    let proxy = try GraphQLProxyFixture()
    defer { proxy.stop() }
    let outcome = try proxy.post(Array(content.utf8), type: type)
    let seen = try #require(outcome.seen)
    #expect(seen.method == "POST" && seen.target == "/api" && seen.text == content)
    #expect(seen.values(of: "Content-Type") == [type])
    #expect(outcome.answer.status == 200 && outcome.answer.text == #"{"data": {"a": 1}}"#)
  }

  @Test("only where something is checked is content gathered, and only by POST")
  func gathering() throws {
    for (rules, expected) in [("", false), (#", "max_batch": 2"#, true)] {
      for (method, gathers) in [("POST", expected), ("GET", false)] {
        let text = """
          {"version": 3, "host": "http://b.test", "endpoints": [
            {"endpoint": "/graphql", "method": "\(method)", "backend": [{"url_pattern": "/api",
              "extra_config": {"backend/graphql": {"type": "proxy"\(rules)}}}]}]}
          """
        let blueprint = try #require(LoadedConfiguration(text).blueprint)
        #expect(blueprint.endpoints[0].gathersContent == gathers, "\(rules) \(method)")
      }
    }
  }

  @Test("the type of the content passes whatever `input_headers` lists, and `Accept` with no-op")
  func headers() throws {
    for (endpoint, accepts) in [
      (#""output_encoding": "no-op", "input_headers": ["X-Other"]"#, true),
      (#""input_headers": ["X-Other"]"#, false),
    ] {
      let proxy = try GraphQLProxyFixture(endpoint: endpoint)
      defer { proxy.stop() }
      let accept = "application/graphql-response+json"
      let fields = [TestField("Accept", accept), TestField("X-Other", "1"), TestField("X-No", "1")]
      let seen = try #require(try proxy.post(Array("{}".utf8), fields: fields).seen)
      #expect(seen.values(of: "Content-Type") == ["application/json"])
      #expect(seen.values(of: "Accept") == (accepts ? [accept] : []))
      #expect(seen.values(of: "X-Other") == ["1"] && seen.values(of: "X-No") == [])
    }
  }

  @Test("by GET the parameters of GraphQL pass without being listed, others do not")
  func parameters() throws {
    for rules in ["", #""max_depth": 3"#] {
      let proxy = try GraphQLProxyFixture(rules)
      defer { proxy.stop() }
      let query =
        "extensions=%7B%7D&operationName=A&query=query+A+%7B+a+%7D&variables=%7B%22n%22%3A1%7D"
      let outcome = try proxy.get(query + "&other=1")
      #expect(outcome.answer.status == 200)
      #expect(outcome.seen?.method == "GET" && outcome.seen?.target == "/api?" + query)
    }
  }

  @Test("answers are as any other: untouched with no-op, shaped where the endpoint shapes")
  func answers() throws {
    let reply = ScriptedReply.json(#"{"errors": [{"message": "no"}]}"#, status: 400)
    let untouched = try GraphQLProxyFixture(#""max_depth": 3"#, reply: reply)
    defer { untouched.stop() }
    let outcome = try untouched.ask("{ a }")
    #expect(outcome.answer.status == 400)
    #expect(outcome.answer.text == #"{"errors": [{"message": "no"}]}"#)
    let shaped = try GraphQLProxyFixture(#""max_depth": 3"#, endpoint: "")
    defer { shaped.stop() }
    #expect(try shaped.ask("{ a }").answer.sortedJSON == #"{"data":{"a":1}}"#)
  }

  @Test("what is judged and allowed passes byte for byte")
  func judged() throws {
    let proxy = try GraphQLProxyFixture(#""max_depth": 3, "max_batch": 2"#)
    defer { proxy.stop() }
    for content in [
      "{ \"operationName\" : null,\r\n \"variables\": {\"n\": 1.0e5, \"n\": 2}, "
        + "\"query\":\"{a}\" }",
      #"[{"query":"{ a }"} , {"qu\u0065ry":"{ \u0061 }","extensions":null}]"#,
    ] {
      let outcome = try proxy.post(content)
      #expect(outcome.answer.status == 200 && outcome.seen?.text == content, "\(outcome)")
    }
  }

  @Test("without libcrypto the start is refused where requests are checked, and says why")
  func withoutLibrary() throws {
    for (rules, expected) in [("", 0), (#", "operations": ["A"]"#, 1)] {
      let text = """
        {"version": 3, "endpoints": [{"endpoint": "/e", "method": "POST", "backend": [
          {"host": "http://b.test", "url_pattern": "/",
           "extra_config": {"backend/graphql": {"type": "proxy"\(rules)}}}]}]}
        """
      let configuration = try #require(ConfigurationReader.read(text: text, name: "a.json").0)
      let endpoint = configuration.endpoints[0]
      let settings = try #require(endpoint.backends[0].graphQLProxy)
      var diagnostics: [Diagnostic] = []
      let composer = GraphQLProxyCompiler(settings, endpoint).composer(noting: &diagnostics) {
        () throws(SHA256.Unavailable) in throw SHA256.Unavailable("libcrypto.so.3: no such file")
      }
      #expect(composer == nil && diagnostics.count == expected)
      for diagnostic in diagnostics {
        #expect(diagnostic.severity == .error)
        #expect(diagnostic.message.hasSuffix("needs OpenSSL: libcrypto.so.3: no such file"))
      }
    }
  }
}
