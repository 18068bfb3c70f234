import Testing

@testable import Endpoints

@Suite struct URLPatternTests {
  @Test("URL-1: a missing first slash is added and nothing else is normalised")
  func firstSlash() throws {
    #expect(try Rendering("b/c").target() == "/b/c")
    #expect(try Rendering("").target() == "/")
    #expect(try Rendering("?a=1").target() == "/?a=1")
    #expect(try Rendering("/b//c/").target() == "/b//c/")
    #expect(try Rendering("/b/").target() == "/b/")
  }

  @Test("URL-1: names of placeholders hold letters, digits and _ - . : /")
  func names() throws {
    let names = ["a_b-c", "n.m:o/p"]
    let rendering = try Rendering("/{a_b-c}/{n.m:o/p}/{}/{a b}", names)
    #expect(try rendering.target(values: ["1", "2"]) == "/1/2/%7B%7D/%7Ba%20b%7D")
  }

  @Test("URL-2: the first letter of a name does not matter, the others do")
  func firstLetter() throws {
    #expect(try Rendering("/{User_id}", ["user_id"]).target(values: ["7"]) == "/7")
    #expect(
      try Rendering("/{user_ID}", ["user_id"]).target(values: ["7"]) == "/%7B%7B.User_ID%7D%7D")
  }

  @Test("URL-3: a name that only later stages bring is accepted")
  func laterNames() throws {
    #expect(try Rendering("/x/{JWT.sub}", ["JWT.sub"]).target(values: ["me"]) == "/x/me")
    #expect(try Rendering("/{resp0_a.b}", ["id", "resp0_a.b"]).target(values: ["1", "v"]) == "/v")
  }

  @Test("URL-4: a bare resp0 is a name like any other and stays where nobody brings it")
  func bareResponse() throws {
    #expect(try Rendering("/x/{resp0}").target() == "/x/%7B%7B.Resp0%7D%7D")
  }

  @Test("URL-5: values stand where the pattern names them, in any order, once or often or never")
  func values() throws {
    let names = ["a", "b", "c"]
    let values = ["1", "2", "3"]
    #expect(try Rendering("/x/{c}/{a}/{b}", names).target(values: values) == "/x/3/1/2")
    #expect(try Rendering("/{b}-{b}.{a}/x", names).target(values: values) == "/2-2.1/x")
    #expect(try Rendering("/b", names).target(values: values) == "/b")
    #expect(try Rendering("/{a}", ["a", "a"]).target(values: ["1", "2"]) == "/2")
  }

  @Test("URL-5: the path is escaped where a path must be, and nowhere else")
  func pathEscapes() throws {
    let rendering = try Rendering("/{id}", ["id"])
    #expect(try rendering.target(values: ["a b"]) == "/a%20b")
    #expect(try rendering.target(values: ["a:b@c&d=e"]) == "/a:b@c&d=e")
    #expect(try rendering.target(values: ["a+b,c;d!e"]) == "/a+b,c;d!e")
    #expect(try rendering.target(values: ["\u{E9}"]) == "/%C3%A9")
    #expect(try Rendering("/a%20b/c").target() == "/a%20b/c")
    #expect(
      try Rendering("/a b/\u{E9}/\"<>|\\^`").target() == "/a%20b/%C3%A9/%22%3C%3E%7C%5C%5E%60")
    #expect(try Rendering("/x!'()*[]:@$&,;=+~").target() == "/x!'()*[]:@$&,;=+~")
  }

  @Test("URL-5: a value in the path can neither add a segment nor end the path")
  func pathInjection() throws {
    let rendering = try Rendering("/x/{id}/y", ["id"])
    #expect(try rendering.target(values: ["a/b"]) == "/x/a%2Fb/y")
    #expect(try rendering.target(values: ["../../admin?x=1#"]) == "/x/..%2F..%2Fadmin%3Fx=1%23/y")
    #expect(try rendering.target(values: ["a%2Fb"]) == "/x/a%252Fb/y")
    #expect(try rendering.target(values: ["a\r\nX: y"]) == "/x/a%0D%0AX:%20y/y")
    #expect(try rendering.target(values: ["\0\\"]) == "/x/%00%5C/y")
    #expect(try rendering.target(values: ["{{.Id}}"]) == "/x/%7B%7B.Id%7D%7D/y")
  }

  @Test(
    "URL-5: a value never makes a dot segment",
    arguments: [
      ("/x/{id}/y", ".."), ("/x/{id}", "."), ("/x/{id}?q=1", ".."), ("/x/.{id}", "."),
      ("/x/%2e{id}/y", "."), ("/x/{id}%2E", "."), ("/{id}{id}", "."), ("/x/{id};v=1/y", ".."),
      ("/x/{id}", "..;a"),
    ])
  func dotSegments(_ pattern: String, _ value: String) throws {
    let rendering = try Rendering(pattern, ["id"])
    #expect(throws: CallRefusal.dotSegment) { try rendering.target(values: [value]) }
  }

  @Test("URL-5: dots that make no dot segment pass, and so does what the configuration writes")
  func harmlessDots() throws {
    #expect(try Rendering("/x/{id}", ["id"]).target(values: ["..."]) == "/x/...")
    #expect(try Rendering("/x/v{id}", ["id"]).target(values: [".."]) == "/x/v..")
    #expect(try Rendering("/x/../{id}", ["id"]).target(values: ["1"]) == "/x/../1")
    #expect(try Rendering("/x?d={id}", ["id"]).target(values: [".."]) == "/x?d=..")
    #expect(try Rendering("/{id}/..", ["id"]).target(values: ["a"]) == "/a/..")
  }

  @Test("URL-5: a value in the query of the pattern is encoded for a query (§17)")
  func queryValues() throws {
    let rendering = try Rendering("/b?channel={c}&k=v", ["c"])
    #expect(try rendering.target(values: ["foo"]) == "/b?channel=foo&k=v")
    #expect(try rendering.target(values: ["a b"]) == "/b?channel=a+b&k=v")
    #expect(try rendering.target(values: ["a&y=1;z#"]) == "/b?channel=a%26y%3D1%3Bz%23&k=v")
    #expect(try rendering.target(values: ["1+1,2:3/?"]) == "/b?channel=1%2B1,2:3/?&k=v")
  }

  @Test("URL-5: a percent sign without digits in the path of a pattern is found at the start")
  func malformedPatterns() {
    #expect(throws: CallDefinitionError.malformedEscape(offset: 4)) { try Rendering("/100%/x") }
    #expect(throws: CallDefinitionError.malformedEscape(offset: 3)) { try Rendering("/ab%2") }
    #expect(throws: CallDefinitionError.controlCharacter(offset: 2)) { try Rendering("/a\nb") }
    #expect(throws: CallDefinitionError.controlCharacter(offset: 4)) { try Rendering("/b?a\r=1") }
  }

  @Test("URL-5: a fragment of a pattern is not sent")
  func fragment() throws {
    #expect(try Rendering("/b?a=1#x{id}", ["id"]).target(values: ["1"]) == "/b?a=1")
    #expect(try Rendering("/b#x").target() == "/b")
  }

  @Test("URL-6: a placeholder without a value stays in its internal form, escaped")
  func unresolved() throws {
    #expect(try Rendering("/x/{JWT.sub}").target() == "/x/%7B%7B.JWT.sub%7D%7D")
    #expect(try Rendering("/x/{a}/{b}", ["a", "b"]).target(values: ["1"]) == "/x/1/%7B%7B.B%7D%7D")
    #expect(try Rendering("/x?s={JWT.sub}").target() == "/x?s=%7B%7B.JWT.sub%7D%7D")
  }

  @Test("URL-8: the client's query comes behind that of the pattern")
  func fixedAndForwarded() throws {
    let rendering = try Rendering("/b?k=v&x=1") { $0.inputQueryStrings = ["page", "x"] }
    #expect(try rendering.target(query: "page=2") == "/b?k=v&x=1&page=2")
    #expect(try rendering.target(query: "x=2&page=1") == "/b?k=v&x=1&page=1&x=2")
    #expect(try rendering.target() == "/b?k=v&x=1")
    #expect(try rendering.target(query: "other=1") == "/b?k=v&x=1")
  }

  @Test("URL-8: a value in the pattern's query and a forwarded query stand side by side")
  func valueAndForwarded() throws {
    let rendering = try Rendering("/b?channel={c}", ["c"]) { $0.inputQueryStrings = ["items"] }
    #expect(
      try rendering.target(query: "items=10&x=1", values: ["foo"]) == "/b?channel=foo&items=10")
  }

  @Test("URL-8: an empty query of the pattern takes the client's without a separator")
  func emptyFixed() throws {
    let rendering = try Rendering("/b?") { $0.inputQueryStrings = ["*"] }
    #expect(try rendering.target(query: "a=1") == "/b?a=1")
    #expect(try rendering.target() == "/b?")
  }
}
