import Bytes
import Messages
import Testing

@Suite struct RequestTargetTests {
  private func target(_ text: String, _ method: Method = .get) -> RequestTarget? {
    let bytes = Array(text.utf8)
    return RequestTarget(bytes.span, for: method)
  }

  private func part(_ target: RequestTarget?, _ range: Range<Int>?) -> String? {
    guard let target, let range else { return nil }
    return String(decoding: target.bytes[range], as: UTF8.self)
  }

  @Test(
    "a target is split into authority, path and query",
    arguments: [
      ("/", nil, "/", nil), ("/a/b?c=d&e", nil, "/a/b", "c=d&e"), ("/?", nil, "/", ""),
      ("//a@b/c", nil, "//a@b/c", nil), ("/a?b?c", nil, "/a", "b?c"), ("/é", nil, "/é", nil),
      ("http://a", "a", "", nil), ("HTTP://a:1/b?c", "a:1", "/b", "c"),
      ("https://[::1]/", "[::1]", "/", nil), ("http://a?b", "a", "", "b"),
    ] as [(String, String?, String, String?)])
  func parts(_ text: String, _ authority: String?, _ path: String, _ query: String?) {
    let found = target(text)
    #expect(found?.form == (authority == nil ? .origin : .absolute))
    #expect(part(found, found?.authority) == authority)
    #expect(part(found, found?.path) == path)
    #expect(part(found, found?.query) == query)
  }

  @Test("the forms of CONNECT and OPTIONS are theirs alone")
  func forms() {
    #expect(target("*", .options)?.form == .asterisk)
    #expect(target("*", .options)?.path.isEmpty == true)
    #expect(target("*") == nil)
    let connect = target("a:443", .connect)
    #expect(connect?.form == .authority)
    #expect(part(connect, connect?.authority) == "a:443")
    #expect(connect?.path.isEmpty == true)
    #expect(target("a", .connect) == nil)
    #expect(target("/a", .connect) == nil)
    #expect(target("a:443") == nil)
  }

  @Test(
    "a target that another server might read differently is none",
    arguments: [
      "", "a", "a/b", "/a#b", "/a\\b", "/a b", "/a\tb", "/a\r", "/\u{0}", "/\u{7F}", "http:///a",
      "http://", "http://u@a/", "http://a b/", "ftp://a/", "s://]/", "http:/a", "http://[::/",
    ])
  func refused(_ text: String) {
    #expect(target(text) == nil)
  }

  @Test("the root is the path /")
  func root() {
    #expect(RequestTarget.root == target("/"))
  }

  @Test("the authority of a request is that of its target, then Host")
  func authority() throws {
    var fields = HeaderFields()
    fields.append(.host, "b")
    let absolute = try #require(target("http://a/"))
    let origin = try #require(target("/"))
    #expect(RequestHead(method: .get, target: absolute, fields: fields).authority == [0x61])
    #expect(RequestHead(method: .get, target: origin, fields: fields).authority == [0x62])
    #expect(RequestHead(method: .get, target: origin).authority.isEmpty)
  }

  @Test("a target that the gateway sends is a path of visible ASCII")
  func outgoing() {
    #expect(OriginFormTarget(Array("/a?b".utf8))?.bytes == Array("/a?b".utf8))
    for text in ["", "a", "*", "/a b", "/a\r\nb", "/é", "/#", "/\\", "/\u{7F}", "/\u{0}"] {
      #expect(OriginFormTarget(Array(text.utf8)) == nil, "\(text)")
    }
  }
}
