import Protobuf
import Testing

@Suite struct QueryParametersTests {
  private func read(
    _ query: String, path: String = "/a", body: String = "",
    _ change: (inout QueryParameters.Options) -> Void = { _ in }
  ) throws -> [String] {
    let schema = try CatalogFixtures.schema("shop")
    let method = try #require(schema.method(path: "/shop.v1.Orders/Search"))
    let binding = try HTTPBinding(
      HTTPRule(method: "GET", path: path, body: body), of: method, in: schema)
    var options = QueryParameters.Options()
    change(&options)
    return try QueryParameters(binding, in: schema, options).read(Array(query.utf8)).map {
      "\($0.field.path)=\(String(decoding: $0.text, as: UTF8.self))"
    }
  }

  private func fault(
    _ query: String, path: String = "/a", body: String = ""
  ) throws -> String? {
    do {
      _ = try read(query, path: path, body: body) { $0.unknown = .refused }
      return nil
    } catch let error as QueryFault {
      return error.description
    }
  }

  @Test func namesOfTheFileAndOfJSONLeadToFields() throws {
    #expect(
      try read("filter.min_total=3&filter.nestedFilter.minTotal=4&token=x") == [
        "filter.min_total=3", "filter.nested_filter.min_total=4", "pageToken=x",
      ])
    #expect(
      try read("fields=a,b&pageSize=2&filter.since=2020") == [
        "fields=a,b", "page_size=2", "filter.since=2020",
      ])
  }

  @Test func aRepeatedFieldHasAValueForEachParameter() throws {
    #expect(try read("tag=a&tag=b&tag=") == ["tag=a", "tag=b", "tag="])
  }

  @Test func textIsDecoded() throws {
    #expect(try read("t%61g=%26+%2B&tag=b%3D=c&tag") == ["tag=& +", "tag=b==c", "tag="])
    #expect(try read("tag=a+b") { $0.plusIsBlank = false } == ["tag=a+b"])
    #expect(try read("") == [] && read("&&") == [])
  }

  @Test func unknownNamesAreIgnoredOrRefused() throws {
    #expect(try read("nothing=1&filter.nothing=2&tag=a&tag.x=1&.=2&fields.paths=x") == ["tag=a"])
    #expect(
      try fault("nothing=1") == "the query parameter 'nothing' is no field of the request")
    #expect(
      try read("key=1&tag=a") {
        $0.unknown = .refused; $0.passedOver = ["key"]
      } == ["tag=a"])
  }

  @Test func whatThePathOrTheBodyGivesCannotComeFromTheQuery() throws {
    let path = "/{filter.status}"
    #expect(try read("filter.status=1&filter.min_total=2", path: path) == ["filter.min_total=2"])
    #expect(
      try fault("filter.status=1", path: path)
        == "the query parameter 'filter.status' is a field that the path or the body gives")
    #expect(try read("filter.min_total=1&tag=a", body: "filter") == ["tag=a"])
    #expect(try read("tag=a", body: "*") == [])
    #expect(
      try fault("tag=a", body: "*")
        == "the query parameter 'tag' cannot be there: the body is the request")
  }

  @Test(
    "What a query cannot say is refused whatever the setting",
    arguments: [
      ("filter=1", "the query parameter 'filter' is no scalar: the field is a message or a map"),
      ("labels=1", "the query parameter 'labels' is no scalar: the field is a message or a map"),
      ("like=1", "the query parameter 'like' is no scalar: the field is a message or a map"),
      ("extra=1", "the query parameter 'extra' is no scalar: the field is a message or a map"),
      (
        "token=1&pageToken=2",
        "the query parameter 'pageToken' stands twice, the field is not repeated"
      ),
      ("tag=%", "the query parameter 'tag' holds a broken percent escape"),
      ("%zz=1", "the query parameter '%zz' holds a broken percent escape"),
    ])
  func refused(query: String, text: String) throws {
    #expect(try fault(query) == text)
    #expect(throws: QueryFault.self) { try read(query) }
  }

  @Test func depthAndNumberOfParametersAreBounded() throws {
    let deep = "filter" + String(repeating: ".nested_filter", count: 30)
    #expect(try read("\(deep).min_total=1").count == 1)
    #expect(try read("\(deep).nested_filter.min_total=1") == [])
    let many = Array(repeating: "tag=a", count: 1001).joined(separator: "&")
    #expect(try fault(many) == "the query has too many parameters")
  }
}
