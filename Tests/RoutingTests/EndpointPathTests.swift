import Messages
import Routing
import Testing

@Suite struct EndpointPathTests {
  @Test("EP-1: an endpoint without a first slash gets one, and nothing else is normalised")
  func firstSlash() throws {
    let look = try Lookup("GET noslash/x", "GET /a//b", "GET //c")
    #expect(look("GET /noslash/x") == "GET noslash/x")
    #expect(look("GET /a//b") == "GET /a//b")
    #expect(look("GET //c") == "GET //c")
    #expect(look("GET /a/b") == "404")
  }

  @Test("EP-1: the root is an endpoint like any other")
  func root() throws {
    let look = try Lookup("GET /")
    #expect(look("GET /") == "GET /")
    #expect(look("GET /?x=1") == "GET /")
    #expect(look("GET /x") == "404")
  }

  @Test("EP-1: an empty path of an absolute target is the root")
  func emptyPath() throws {
    let table = try RouteTable.build([try Lookup.route("GET /")])
    guard case .route(0, _) = table.match(.get, Array("http://h".utf8), path: 8..<8) else {
      Issue.record("the root was not found")
      return
    }
  }

  @Test(
    "EP-2: a star is refused wherever it stands",
    arguments: ["/a/*", "/a/*/b", "/*", "/a*b", "/{x}/*"])
  func star(_ path: String) {
    #expect(throws: RoutePatternError.wildcard) { try RoutePattern(endpoint: path) }
    #expect(throws: RoutePatternError.wildcard) { try RoutePattern(endpoint: path, .anywhere) }
  }

  @Test(
    "EP-2: the gateway's own paths are refused anywhere in a path",
    arguments: [
      "/__debug", "/__debug/x", "/__echo/", "/v1/__health", "/__health/a/b", "__debug",
    ])
  func reserved(_ path: String) {
    #expect(throws: RoutePatternError.reserved) { try RoutePattern(endpoint: path) }
  }

  @Test("EP-2: a part that only begins like the gateway's own is free")
  func almostReserved() throws {
    let look = try Lookup("GET /__healthy", "GET /x__debug")
    #expect(look("GET /__healthy") == "GET /__healthy")
    #expect(look("GET /x__debug") == "GET /x__debug")
  }

  @Test("EP-2: the gateway itself may have the reserved paths and everything below one")
  func service() throws {
    let table = try RouteTable.build([
      Route(.get, try RoutePattern(service: "/__health")),
      Route(.get, try RoutePattern(everythingBelow: "/__debug")),
      Route(.get, try RoutePattern(endpoint: "/{a}/{b}")),
    ])
    func route(_ path: String) -> Int? {
      let bytes = Array(path.utf8)
      guard case .route(let index, _) = table.match(.get, bytes, path: 0..<bytes.count) else {
        return nil
      }
      return index
    }
    #expect(route("/__health") == 0)
    #expect(route("/__debug/") == 1)
    #expect(route("/__debug/a/b//c") == 1)
    #expect(route("/__debug/a") == 1)
    #expect(route("/__debug") == nil)
    #expect(route("/a/b") == 2)
  }

  @Test("EP-4: a placeholder that does not follow a slash is plain text of the route")
  func notAfterSlash() throws {
    let look = try Lookup("GET /file.{ext}", "GET /u/{a.b}", "GET /v/{}", "GET /w/{a")
    #expect(look("GET /file.%7Bext%7D") == "GET /file.{ext}")
    #expect(look("GET /file.json") == "404")
    #expect(look("GET /u/%7Ba.b%7D") == "GET /u/{a.b}")
    #expect(look("GET /u/7") == "404")
    #expect(look("GET /v/%7B%7D") == "GET /v/{}")
    #expect(look("GET /w/%7Ba") == "GET /w/{a")
  }

  @Test("EP-4: with disable_rest a placeholder may stand anywhere in a segment")
  func anywhere() throws {
    let look = try Lookup(
      "GET /foo/{var}/file.{extension}", "GET /{a}-{b}.txt", "GET /x/v{n.m:o}/y", anywhere: true)
    #expect(look("GET /foo/a/file.json") == "GET /foo/{var}/file.{extension} | a | json")
    #expect(look("GET /foo/a/file.tar.gz") == "GET /foo/{var}/file.{extension} | a | tar.gz")
    #expect(look("GET /foo/a/file.") == "404")
    #expect(look("GET /one-two.txt") == "GET /{a}-{b}.txt | one | two")
    #expect(look("GET /--b.txt") == "GET /{a}-{b}.txt | - | b")
    #expect(look("GET /-.txt") == "404")
    #expect(look("GET /x/v2/y") == "GET /x/v{n.m:o}/y | 2")
    #expect(look("GET /x/v/y") == "404")
  }

  @Test("EP-4: with disable_rest a name may hold a dot, a colon and a slash")
  func longNames() throws {
    let pattern = try RoutePattern(endpoint: "/a/{b/c.d:e}/f", .anywhere)
    #expect(pattern.names == ["b/c.d:e"])
    let look = try Lookup("GET /a/{b/c.d:e}/f", anywhere: true)
    #expect(look("GET /a/1/f") == "GET /a/{b/c.d:e}/f | 1")
  }

  @Test("EP-4: two placeholders with nothing between them are refused")
  func adjacent() {
    #expect(throws: RoutePatternError.adjacentPlaceholders) {
      try RoutePattern(endpoint: "/{a}{b}", .anywhere)
    }
  }

  @Test("EP-4: the template with more text wins, then a plain placeholder")
  func templateOrder() throws {
    let look = try Lookup(
      "GET /{any}", "GET /{name}.json", "GET /report.{ext}", "GET /report.json", anywhere: true)
    #expect(look("GET /report.json") == "GET /report.json")
    #expect(look("GET /report.xml") == "GET /report.{ext} | xml")
    #expect(look("GET /other.json") == "GET /{name}.json | other")
    #expect(look("GET /other.xml") == "GET /{any} | other.xml")
  }

  @Test("EP-5: a placeholder takes one segment that is not empty")
  func oneSegment() throws {
    let look = try Lookup("GET /u/{id}", "GET /w/{a}/x")
    #expect(look("GET /u/A-B-C") == "GET /u/{id} | A-B-C")
    #expect(look("GET /u/report.v1.json") == "GET /u/{id} | report.v1.json")
    #expect(look("GET /u/a/b") == "404")
    #expect(look("GET /u/") == "404")
    #expect(look("GET /u") == "404")
    #expect(look("GET /w//x") == "404")
  }

  @Test("EP-5: a dot segment never fills a placeholder, encoded or not")
  func dotSegments() throws {
    let look = try Lookup("GET /u/{id}/x") { $0.redirectsFixedPath = false }
    for path in ["/u/../x", "/u/./x", "/u/%2e%2e/x", "/u/%2E/x", "/u/.%2e/x"] {
      #expect(look("GET \(path)") == "404", "\(path)")
    }
    #expect(look("GET /u/.../x") == "GET /u/{id}/x | ...")
    #expect(look("GET /u/..a/x") == "GET /u/{id}/x | ..a")
  }

  @Test("EP-6: a static segment beats a placeholder")
  func staticFirst() throws {
    let look = try Lookup("GET /users/{id}", "GET /users/me")
    #expect(look("GET /users/me") == "GET /users/me")
    #expect(look("GET /users/mee") == "GET /users/{id} | mee")
    #expect(look("GET /users/m") == "GET /users/{id} | m")
  }

  @Test("EP-6: where the static segment leads nowhere the placeholder is tried")
  func backtracking() throws {
    let look = try Lookup("GET /a/b/c/x", "GET /a/{p}/c/y", "GET /{q}/b/{r}/z", "GET /a/b/{s}/w")
    #expect(look("GET /a/b/c/x") == "GET /a/b/c/x")
    #expect(look("GET /a/b/c/y") == "GET /a/{p}/c/y | b")
    #expect(look("GET /a/b/c/z") == "GET /{q}/b/{r}/z | a | c")
    #expect(look("GET /a/b/c/w") == "GET /a/b/{s}/w | c")
    #expect(look("GET /a/b/c/v") == "404")
  }

  @Test("EP-6: methods do not hide each other's placeholders")
  func methodsApart() throws {
    let look = try Lookup("GET /users/me", "POST /users/{id}")
    #expect(look("GET /users/me") == "GET /users/me")
    #expect(look("POST /users/me") == "POST /users/{id} | me")
  }

  @Test("EP-6: names of placeholders may differ in one position")
  func differentNames() throws {
    let look = try Lookup("GET /u/{id}/a", "GET /u/{name}/b", "POST /u/{x}/a")
    #expect(look("GET /u/1/a") == "GET /u/{id}/a | 1")
    #expect(look("GET /u/1/b") == "GET /u/{name}/b | 1")
    #expect(look("POST /u/1/a") == "POST /u/{x}/a | 1")
  }

  @Test("EP-6: two endpoints of one method and one shape are a conflict that names both")
  func duplicates() throws {
    let routes = try [
      "GET /u", "GET /a/{x}", "POST /u", "GET /u", "GET /a/{y}", "GET /a/b", "GET /u",
    ].map { try Lookup.route($0) }
    do throws(RouteConflicts) {
      _ = try RouteTable.build(routes)
      Issue.record("no conflict was found")
    } catch {
      #expect(error.pairs.map(\.first) == [0, 1, 0])
      #expect(error.pairs.map(\.second) == [3, 4, 6])
    }
  }

  @Test("EP-7: a method that nobody registered cannot be routed")
  func unsupportedMethod() throws {
    let pattern = try RoutePattern(service: "/a")
    do throws(RouteConflicts) {
      _ = try RouteTable.build([
        Route(.get, pattern), Route(.other(Array("PURGE".utf8)), pattern),
      ])
      Issue.record("the method was accepted")
    } catch {
      #expect(error.unsupportedMethods == [1])
    }
  }
}
