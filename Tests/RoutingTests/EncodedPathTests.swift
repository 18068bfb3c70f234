import Messages
import Routing
import Testing

@Suite struct EncodedPathTests {
  @Test("URL-7: a value that still looks encoded after one decoding is refused")
  func doubleEncoded() throws {
    let look = try Lookup("GET /u/{id}")
    for value in ["a%252Fb", "a%25", "100%25zz", "%2525"] {
      #expect(look("GET /u/\(value)") == "400", "\(value)")
    }
  }

  @Test("URL-7: a value with a question mark or a hash is refused")
  func reserved() throws {
    let look = try Lookup("GET /u/{id}")
    #expect(look("GET /u/a%3Fb") == "400")
    #expect(look("GET /u/a%23b") == "400")
  }

  @Test("URL-7: other encoded characters arrive decoded")
  func decoded() throws {
    let look = try Lookup("GET /u/{id}/{x}")
    #expect(look("GET /u/a%20b/c") == "GET /u/{id}/{x} | a b | c")
    #expect(look("GET /u/a%3Ab%40c%26d%3De/+") == "GET /u/{id}/{x} | a:b@c&d=e | +")
    #expect(look("GET /%75/%c3%a9/1") == "GET /u/{id}/{x} | \u{E9} | 1")
  }

  @Test("URL-7: an encoded slash acts as a slash")
  func encodedSlash() throws {
    let look = try Lookup("GET /u/{id}", "GET /u/{id}/{x}")
    #expect(look("GET /u/a%2Fb") == "GET /u/{id}/{x} | a | b")
    #expect(look("GET /u%2fa") == "GET /u/{id} | a")
  }

  @Test("URL-7: a broken escape is refused before any route is looked up")
  func brokenEscape() throws {
    let look = try Lookup("GET /u/{id}")
    #expect(look("GET /u/a%zz") == "400")
    #expect(look("GET /none%2") == "400")
    #expect(look("GET /u/%") == "400")
  }

  @Test("URL-7: the text of a route may hold what a value may not")
  func literalPercent() throws {
    let look = try Lookup("GET /100%", "GET /what?")
    #expect(look("GET /100%25") == "GET /100%")
    #expect(look("GET /what%3F") == "GET /what?")
  }

  @Test("URL-7: disable_path_decoding lets such values in")
  func checkOff() throws {
    let look = try Lookup("GET /u/{id}") { $0.checksPathDecoding = false }
    #expect(look("GET /u/a%3Fb") == "GET /u/{id} | a?b")
    #expect(look("GET /u/a%252Fb") == "GET /u/{id} | a%2Fb")
    #expect(look("GET /u/%zz") == "400")
  }
}
