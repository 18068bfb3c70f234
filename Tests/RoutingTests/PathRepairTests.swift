import Messages
import Routing
import Testing

@Suite struct PathRepairTests {
  @Test("RSP-12: a final slash too many or too few is repaired")
  func trailingSlash() throws {
    let look = try Lookup("GET /u", "GET /v/", "GET /w/{id}", "POST /p")
    #expect(look("GET /u/") == "301 /u")
    #expect(look("GET /v") == "301 /v/")
    #expect(look("GET /w/7/") == "301 /w/7")
    #expect(look("POST /p/") == "307 /p")
  }

  @Test("RSP-12: the query of the request stays on the repaired path")
  func query() throws {
    let look = try Lookup("GET /u")
    #expect(look("GET /u/?a=1&b=%20") == "301 /u?a=1&b=%20")
    #expect(look("GET /U?") == "301 /u")
  }

  @Test("RSP-12: letter case is repaired to that of the configuration")
  func letterCase() throws {
    let look = try Lookup("GET /x/UsErs", "POST /users", "GET /a/{id}/Caf\u{E9}")
    #expect(look("GET /X/users") == "301 /x/UsErs")
    #expect(look("POST /USERS") == "307 /users")
    #expect(look("POST /USERS/") == "307 /users")
    #expect(look("GET /A/Bc/CAF%C3%89") == "301 /a/Bc/Caf%C3%A9")
  }

  @Test("RSP-12: a placeholder keeps the letter case that the client wrote")
  func placeholderCase() throws {
    let look = try Lookup("GET /File-{name}.Txt/{id}", anywhere: true)
    #expect(look("GET /file-ABC.TXT/Id%20x") == "301 /File-ABC.Txt/Id%20x")
  }

  @Test("RSP-12: double slashes and dot segments are repaired")
  func extraSlashes() throws {
    let look = try Lookup("GET /x/u/v", "GET /y/{id}")
    #expect(look("GET /x//u//v") == "301 /x/u/v")
    #expect(look("GET //x/u/v") == "301 /x/u/v")
    #expect(look("GET /x/u/./v") == "301 /x/u/v")
    #expect(look("GET /x/q/../u/v") == "301 /x/u/v")
    #expect(look("GET /x/%2e%2e/x/u/v") == "301 /x/u/v")
    #expect(look("GET /../../x/u/v/") == "301 /x/u/v")
    #expect(look("GET /y/a/..") == "404")
    #expect(look("GET /y/a/../b") == "301 /y/b")
  }

  @Test("RSP-12: the repaired path is encoded again")
  func encoding() throws {
    let look = try Lookup("GET /u/{id}")
    #expect(look("GET /u/a%20b/") == "301 /u/a%20b")
    #expect(look("GET /u/a%0D%0AX:y/") == "301 /u/a%0D%0AX:y")
    #expect(look("GET /u/a%3Fb/") == "301 /u/a%3Fb")
  }

  @Test("RSP-12: a repaired path never names another host")
  func openRedirect() throws {
    let look = try Lookup("GET /{a}/{b}", "GET /{a}")
    #expect(look("GET //evil.test/") == "301 /evil.test")
    #expect(look("GET //evil.test/x") == "301 /evil.test/x")
    #expect(look("GET /%5Cevil.test/") == "301 /%5Cevil.test")
    #expect(look("GET /%2Fevil.test") == "301 /evil.test")
  }

  @Test("RSP-12: only the method's own routes are repaired to")
  func ownMethod() throws {
    let look = try Lookup("GET /u", "POST /v")
    #expect(look("POST /u/") == "404")
    #expect(look("POST /U") == "404")
  }

  @Test("RSP-12: without the slash repair the fixed path still repairs it")
  func onlySlashOff() throws {
    let look = try Lookup("GET /u") { $0.redirectsTrailingSlash = false }
    #expect(look("GET /u/") == "301 /u")
  }

  @Test("RSP-12: without the fixed path only a final slash is repaired")
  func onlyFixedOff() throws {
    let look = try Lookup("GET /u") { $0.redirectsFixedPath = false }
    #expect(look("GET /u/") == "301 /u")
    #expect(look("GET /U") == "404")
    #expect(look("GET //u") == "404")
  }

  @Test("RSP-12: with both repairs off nothing is repaired")
  func bothOff() throws {
    let look = try Lookup("GET /u") {
      $0.redirectsTrailingSlash = false
      $0.redirectsFixedPath = false
    }
    #expect(look("GET /u/") == "404")
    #expect(look("GET /U") == "404")
  }

  @Test("RSP-12: remove_extra_slash serves a cleaned path without a redirect")
  func removeExtraSlash() throws {
    let look = try Lookup("GET /x/{id}") { $0.removesExtraSlash = true }
    #expect(look("GET /x//7") == "GET /x/{id} | 7")
    #expect(look("GET //x/./7") == "GET /x/{id} | 7")
    #expect(look("GET /x/q/../%37") == "GET /x/{id} | 7")
    #expect(look("GET /x//7/") == "301 /x/7")
  }
}
