import Protobuf
import Testing

@Suite struct BindingTableTests {
  /// `METHOD /template` lines; a look-up gives the line that was found with the values.
  private func find(_ lines: [String], _ request: String) throws -> String? {
    let table = try table(lines)
    let parts = request.split(separator: " ").map(String.init)
    return table.match(parts[0], Array(parts[1].utf8)).map { match in
      ([lines[match.index]] + match.values.map { String(decoding: $0, as: UTF8.self) })
        .joined(separator: " | ")
    }
  }

  private func table(_ lines: [String]) throws -> BindingTable {
    try BindingTable(
      try lines.map {
        let parts = $0.split(separator: " ").map(String.init)
        return (method: parts[0], template: try PathTemplate(parts[1]))
      })
  }

  @Test func aLiteralGoesBeforeAStarAndThatBeforeTwo() throws {
    let lines = ["GET /**", "GET /*/b", "GET /a/*", "GET /a/b"]
    #expect(try find(lines, "GET /a/b") == "GET /a/b")
    #expect(try find(lines, "GET /a/c") == "GET /a/*")
    #expect(try find(lines, "GET /c/b") == "GET /*/b")
    #expect(try find(lines, "GET /c/d") == "GET /**")
  }

  @Test func aMethodOfItsOwnGoesBeforeAllMethods() throws {
    let lines = ["* /a", "GET /a", "* /b"]
    #expect(try find(lines, "GET /a") == "GET /a")
    #expect(try find(lines, "PUT /a") == "* /a")
    #expect(try find(lines, "GET /b") == "* /b")
  }

  @Test func aBindingOfAnotherMethodDoesNotHideALessExactOne() throws {
    let lines = ["POST /a/b", "GET /a/*", "GET /**"]
    #expect(try find(lines, "GET /a/b") == "GET /a/*")
    #expect(try find(lines, "PUT /a/b") == nil)
  }

  @Test func aVerbThatNoTemplateHereHasIsPartOfTheSegment() throws {
    let lines = ["GET /a/{x}:go", "GET /b/{x}"]
    #expect(try find(lines, "GET /a/1:go") == "GET /a/{x}:go | 1")
    #expect(try find(lines, "GET /b/1:go") == "GET /b/{x} | 1:go")
    #expect(try find(lines, "GET /b/1:2:go") == "GET /b/{x} | 1:2:go")
    #expect(try find(lines, "GET /a/1%3Ago") == nil)
    #expect(try find(lines, "GET /a/:go") == nil)
  }

  @Test func twoStarsTakeNothingOrEverything() throws {
    #expect(try find(["GET /a/{x=**}"], "GET /a") == "GET /a/{x=**} | ")
    #expect(try find(["GET /a/{x=**}"], "GET /a/") == "GET /a/{x=**} | ")
    #expect(try find(["GET /a/{x=**}"], "GET /a/b//c/") == "GET /a/{x=**} | b//c/")
    #expect(try find(["GET /{x=a/**}/z"], "GET /a/z") == "GET /{x=a/**}/z | a")
    #expect(try find(["GET /{x=a/**}/z"], "GET /a") == nil)
    #expect(try find(["GET /**/z", "GET /**/y/z"], "GET /a/y/z") == "GET /**/y/z")
    #expect(try find(["GET /{a}/{b=**}/x/y"], "GET /1/2/3/x/y") == "GET /{a}/{b=**}/x/y | 1 | 2/3")
  }

  @Test func anEmptySegmentIsNoStar() throws {
    #expect(try find(["GET /a/*"], "GET /a/") == nil)
    #expect(try find(["GET /a/*/b"], "GET /a//b") == nil)
    #expect(try find(["GET /a"], "GET /a/") == nil)
    #expect(try find(["GET /"], "GET /") == "GET /")
  }

  @Test func escapesAreDecodedOnceAndSlashesOfSeveralSegmentsStayEncoded() throws {
    #expect(try find(["GET /a/{x}"], "GET /%61/%2525%2Fb") == "GET /a/{x} | %25/b")
    #expect(
      try find(["GET /{x=a/*}"], "GET /a/%2525%2fb%20%2e") == "GET /{x=a/*} | a/%25%2fb .")
    #expect(try find(["GET /a%20b/{x}"], "GET /a%20b/c") == "GET /a%20b/{x} | c")
  }

  @Test func brokenPathsFindNothing() throws {
    let lines = ["GET /**", "GET /{x}", "GET /"]
    for path in ["a", "*", "/%", "/%2", "/%zz", "/a/%2", "http://a/b"] {
      #expect(try find(lines, "GET \(path)") == nil, "\(path)")
    }
    #expect(try table(lines).match("GET", []) == nil)
    let long = Array("/".utf8) + Array(repeating: UInt8(ascii: "/"), count: 100_000)
    #expect(try table(lines).match("GET", long) == nil)
  }

  @Test func methodsOfAPathAreListed() throws {
    let table = try table(["GET /a", "PUT /a", "DELETE /b", "* /c"])
    #expect(table.methods(for: Array("/a".utf8)) == ["GET", "PUT"])
    #expect(table.methods(for: Array("/c".utf8)) == ["*"])
    #expect(table.methods(for: Array("/d".utf8)) == [])
  }

  @Test func bindingsThatSayTheSameAreConflicts() throws {
    let lines = [
      "GET /a/{x}", "GET /a/*", "GET /a/{y=*}", "PUT /a/*", "GET /{z=**}/b", "GET /**/b",
    ]
    do {
      _ = try table(lines)
      Issue.record("no conflict")
    } catch let error as BindingTable.Conflicts {
      #expect(error.pairs.map(\.first) == [0, 0, 4])
      #expect(error.pairs.map(\.second) == [1, 2, 5])
    }
  }

  @Test func anEmptyTableFindsNothing() throws {
    #expect(try table([]).match("GET", Array("/".utf8)) == nil)
  }
}
