import Protobuf
import Testing

@Suite struct HTTPBindingTests {
  private func binding(_ rule: HTTPRule, method: String = "Search") throws -> HTTPBinding {
    let schema = try CatalogFixtures.schema("shop")
    let rpc = try #require(schema.method(path: "/shop.v1.Orders/\(method)"))
    return try HTTPBinding(rule, of: rpc, in: schema)
  }

  private func reason(_ rule: HTTPRule, method: String = "Search") throws -> String? {
    do {
      _ = try binding(rule, method: method)
      return nil
    } catch let error as HTTPRuleFault {
      return error.reason
    }
  }

  @Test func theRulesOfAMethodBecomeBindings() throws {
    let schema = try CatalogFixtures.schema("shop")
    func bindings(_ method: String) throws -> [HTTPBinding] {
      try HTTPBinding.bindings(
        of: try #require(schema.method(path: "/shop.v1.Orders/\(method)")), in: schema)
    }
    let get = try bindings("Get")
    #expect(get.map(\.template.text) == ["/v1/{name=shops/*/orders/*}", "/v1/orders/{id}"])
    #expect(get.map { $0.variables.map(\.path) } == [["name"], ["id"]])
    #expect(get.map(\.body) == [.none, .none])
    let create = try bindings("Create")[0]
    guard case .field(let body) = create.body else { return #expect(Bool(false)) }
    #expect(body.path == "order" && create.httpMethod == "POST")
    let update = try bindings("Update")[0]
    #expect(update.body == .message && update.responseBody?.path == "lines")
    #expect(try bindings("Cancel")[0].httpMethod == "CANCEL")
    #expect(try bindings("Chat").isEmpty)
  }

  @Test func variablesMayBeInMessagesAndTextualOnes() throws {
    let path = "/{filter.nested_filter.min_total}/{filter.since}/{page_size}/{fields}"
    let binding = try binding(HTTPRule(method: "GET", path: path))
    #expect(binding.variables.map(\.numbers) == [[1, 4, 2], [1, 3], [4], [3]])
  }

  @Test func aFieldOfTheBodyMayBeInThePath() throws {
    let rule = HTTPRule(method: "PATCH", path: "/{filter.status}", body: "filter")
    #expect(try binding(rule).variables.map(\.path) == ["filter.status"])
  }

  @Test(
    "A rule that cannot be is refused with the reason",
    arguments: [
      ("", "/a", "", "it has no method and path"), ("get", "/a", "", "'get' is no method"),
      ("GET", "a", "", "the path is no template: it does not begin with a slash"),
      (
        "GET", "/{filtr}", "",
        "shop.v1.SearchRequest has no field 'filtr': did you mean 'filter'?"
      ),
      ("GET", "/{zzz}", "", "shop.v1.SearchRequest has no field 'zzz'"),
      ("GET", "/{tag.x}", "", "the field 'tag' is repeated"),
      ("GET", "/{filter.status.x}", "", "the field 'status' has no fields"),
      ("GET", "/{tag}", "", "the field 'tag' cannot come from a path: it is no single scalar"),
      (
        "GET", "/{labels}", "", "the field 'labels' cannot come from a path: it is no single scalar"
      ),
      (
        "GET", "/{filter}", "", "the field 'filter' cannot come from a path: it is no single scalar"
      ),
      ("GET", "/{extra}", "", "the field 'extra' cannot come from a path: it is no single scalar"),
      ("GET", "/{pageToken}/{token}", "", "the field 'pageToken' stands in the path twice"),
      (
        "POST", "/{pageToken}", "pageToken",
        "the field 'pageToken' is in the path and in the body"
      ),
      ("POST", "/a", "nothing", "shop.v1.SearchRequest has no field 'nothing'"),
      ("POST", "/a", "filter.", "shop.v1.SearchRequest.Filter has no field ''"),
    ])
  func refused(method: String, path: String, body: String, text: String) throws {
    #expect(try reason(HTTPRule(method: method, path: path, body: body)) == text)
  }

  @Test func theBodyOfAnAnswerIsAFieldOfTheAnswer() throws {
    let rule = HTTPRule(method: "GET", path: "/a", responseBody: "line")
    #expect(try reason(rule) == "shop.v1.Order has no field 'line': did you mean 'lines'?")
  }

  @Test func allRulesOfAMethodAreChecked() throws {
    let schema = try CatalogFixtures.schema("shop")
    let rpc = try #require(schema.method(path: "/shop.v1.Orders/Get"))
    let inner = HTTPRule(method: "GET", path: "/x")
    let rule = HTTPRule(
      method: "GET", path: "/{nam}",
      additionalBindings: [HTTPRule(method: "PUT", path: "/a", additionalBindings: [inner])])
    let method = MethodType(
      name: "Get", path: rpc.path, input: rpc.input, output: rpc.output, httpRule: rule)
    do {
      _ = try HTTPBinding.bindings(of: method, in: schema)
      Issue.record("no fault")
    } catch {
      #expect(
        error.description == """
          /shop.v1.Orders/Get: the rule 'GET /{nam}': shop.v1.GetRequest has no field 'nam': \
          did you mean 'name'?
          /shop.v1.Orders/Get: the rule 'PUT /a': an additional binding has additional bindings \
          itself
          """)
    }
  }
}
