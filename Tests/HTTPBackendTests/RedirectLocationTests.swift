import Foundation
import HTTPBackend
import Messages
import RedirectFuzzing
import Testing

@Suite("Where a redirect leads")
struct RedirectLocationTests {
  private func resolve(_ location: String, from current: String = "/a/b/c?q=1") -> String {
    do {
      let result = try RedirectLocation(Array(location.utf8).span, from: Array(current.utf8))
      let host = result.authority.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
      return host + String(decoding: result.target.bytes, as: UTF8.self)
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "ST-3: references are resolved as RFC 3986 §5.2 says",
    arguments: [
      ("http://h/x?y=1", "h/x?y=1"), ("HTTP://h:81/x", "h:81/x"), ("http://h", "h/"),
      ("http://h?y", "h/?y"), ("//h:1/x", "h:1/x"), ("//[::1]:80/x", "[::1]:80/x"),
      ("/x/y", "/x/y"), ("x", "/a/b/x"), ("x/y?z", "/a/b/x/y?z"), ("../x", "/a/x"),
      ("../../../../x", "/x"), ("./x", "/a/b/x"), ("..", "/a/"), (".", "/a/b/"),
      ("/x/../y/./z", "/y/z"), ("/x/..", "/"), ("?z=2", "/a/b/c?z=2"), ("#f", "/a/b/c?q=1"),
      ("/x#f", "/x"), ("x?a/../b", "/a/b/x?a/../b"), ("/x:y", "/x:y"), ("/a//b", "/a//b"),
      ("http://h/../x", "h/x"),
    ])
  func resolves(location: String, expected: String) {
    #expect(resolve(location) == expected)
  }

  @Test("ST-3: the scheme says whether TLS is spoken; without one it stays as it is")
  func scheme() throws {
    for (text, isSecure) in [
      ("https://h/", true), ("HTTPS://h:1/x", true), ("http://h/", false), ("//h/", nil),
      ("/x", nil),
    ] as [(String, Bool?)] {
      let location = try RedirectLocation(Array(text.utf8).span, from: Array("/".utf8))
      #expect(location.isSecure == isSecure)
    }
  }

  @Test("ST-3: what a server writes raw is encoded, so it adds no line and no field")
  func encodes() {
    #expect(resolve("/a b\"<é>") == "/a%20b%22%3C%C3%A9%3E")
    #expect(resolve("/a\\b") == "/a%5Cb")
    #expect(resolve("/a\r\nHost: x") == "/a%0D%0AHost:%20x")
  }

  @Test(
    "ST-3: only HTTP to a host is a place to go",
    arguments: [
      ("httpss://h/", "scheme"), ("https:/h/", "scheme"), ("file:///etc/passwd", "scheme"),
      ("unix:/x", "scheme"),
      ("http:x", "scheme"), ("http:/x", "scheme"), ("javascript:1", "scheme"),
      ("gopher://h/", "scheme"), ("http:///x", "authority"), ("//", "authority"),
      ("http://u:p@h/", "authority"), ("http://:80/", "authority"), ("http://h:0/", "authority"),
      ("http://h:99999/", "authority"), ("http://h:x/", "authority"), ("http://h\\e/", "authority"),
      ("http://[::1/", "authority"), ("http://a b/", "authority"),
    ])
  func refuses(location: String, mistake: String) {
    #expect(resolve(location) == mistake)
  }

  @Test("every input kept by the fuzzer, cut anywhere, keeps the properties of locations")
  func replay() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/fuzz/Redirect")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var count = 0
    for case let file as URL in files where !file.hasDirectoryPath {
      let bytes = [UInt8](try Data(contentsOf: file))
      for end in 0...bytes.count {
        #expect(fuzzRedirect(bytes.span.extracting(0..<end)) == nil, "\(file) \(end)")
      }
      count += 1
    }
    #expect(count >= 6)
  }
}
