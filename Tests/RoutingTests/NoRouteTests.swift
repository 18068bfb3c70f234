import Messages
import Routing
import Testing

@Suite struct NoRouteTests {
  @Test("RSP-8: a path that nobody has is not found")
  func notFound() throws {
    let look = try Lookup("GET /a/b", "POST /c")
    #expect(look("GET /none") == "404")
    #expect(look("GET /a") == "404")
    #expect(look("GET /a/b/c") == "404")
    #expect(look("GET *") == "404")
    #expect(try Lookup(routes: [])("GET /") == "404")
  }

  @Test("RSP-9: a path of other methods lists them in the order of the configuration")
  func methodNotAllowed() throws {
    let look = try Lookup("GET /x", "POST /y", "DELETE /u", "GET /u", "PUT /{any}")
    #expect(look("PATCH /u") == "405 GET, DELETE, PUT")
    #expect(look("POST /u") == "405 GET, DELETE, PUT")
    #expect(look("POST /q") == "405 PUT")
    #expect(look("PURGE /x") == "405 GET, PUT")
  }

  @Test("RSP-9: HEAD on a GET endpoint is not allowed, nor is OPTIONS")
  func headAndOptions() throws {
    let look = try Lookup("GET /u")
    #expect(look("HEAD /u") == "405 GET")
    #expect(look("OPTIONS /u") == "405 GET")
  }

  @Test("RSP-9: with disable_handle_method_not_allowed the path is not found")
  func switchedOff() throws {
    let look = try Lookup("GET /u") { $0.handlesMethodNotAllowed = false }
    #expect(look("POST /u") == "404")
  }

  @Test("RSP-9 RSP-11: with auto_options the list of a 405 ends in OPTIONS")
  func allowWithOptions() throws {
    let look = try Lookup("GET /u", "POST /u") { $0.answersOptions = true }
    #expect(look("DELETE /u") == "405 GET, POST, OPTIONS")
    #expect(try Lookup("GET /u") { $0.answersOptions = true }("HEAD /u") == "405 GET, OPTIONS")
  }

  @Test("RSP-11: auto_options lists the methods of a path, sorted")
  func autoOptions() throws {
    let look = try Lookup("POST /u", "GET /u", "DELETE /w", "PUT /{any}") {
      $0.answersOptions = true
    }
    #expect(look("OPTIONS /u") == "options GET, POST, PUT")
    #expect(look("OPTIONS /w") == "options DELETE, PUT")
    #expect(look("OPTIONS /q/q") == "404")
    #expect(look("OPTIONS /u/") == "307 /u")
  }
}
