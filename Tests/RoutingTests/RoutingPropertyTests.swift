import Messages
import Routing
import RoutingFuzzing
import Testing

/// A small deterministic generator: a failure can be repeated.
struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
  }
}

@Suite struct RoutingPropertyTests {
  private let texts = ["a", "b", "ab", "", ".", "..", "a.b"]
  private let templates = [
    "{x}", "{x}", "a{x}", "{x}b", "a{x}b", "{x}.{y}", "a{x}.{y}", "{x}a{y}b",
  ]
  private let words = ["a", "b", "ab", "aab", "", ".", "..", "a.b", "ab.b", "aaab", "a.b.ab"]

  @Test("EP-5 EP-6: the tree says what trying every route by itself says")
  func agreesWithTheNaiveMatcher() throws {
    var chance = Chance(state: 2)
    for _ in 0..<300 {
      let lines = distinct(count: Int.random(in: 1...24, using: &chance), &chance)
      let naive = NaiveMatcher(lines.map { Array($0.utf8.dropFirst(4)) })
      let look = try Lookup(routes: lines, anywhere: true) {
        $0.redirectsTrailingSlash = false
        $0.redirectsFixedPath = false
        $0.handlesMethodNotAllowed = false
      }
      for _ in 0..<60 {
        let depth = Int.random(in: 1...4, using: &chance)
        let text = join(Array(repeating: words, count: depth))(&chance)
        let expected = naive.match(Array(text.utf8)).map { lines[$0] } ?? "404"
        let actual = look("GET \(text)").split(separator: " | ").first.map(String.init)
        #expect(actual == expected, "\(text) in \(lines)")
      }
    }
  }

  @Test("EP-5 EP-6: every input kept by the fuzzer keeps the properties of the router")
  func replay() throws {
    var count = 0
    for bytes in try Fixtures.contents(of: "Fixtures/fuzz/Routing") {
      #expect(fuzzRouting(bytes.span) == nil, "\(String(decoding: bytes, as: UTF8.self))")
      count += 1
    }
    #expect(count >= 5)
  }

  private func join(_ choices: [[String]]) -> (inout Chance) -> String {
    { chance in
      "/" + choices.map { $0.randomElement(using: &chance) ?? "" }.joined(separator: "/")
    }
  }

  /// Routes of which no two are the same but for names.
  private func distinct(count: Int, _ chance: inout Chance) -> [String] {
    var lines: [String] = []
    for _ in 0..<count {
      let depth = Int.random(in: 1...4, using: &chance)
      let line = "GET " + join(Array(repeating: texts + templates, count: depth))(&chance)
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }

  @Test("EP-6: patterns made for endless turning back cost no more than the tree has nodes")
  func boundedTurningBack() throws {
    let depth = 12
    var lines: [String] = []
    for bits in 0..<1 << depth {
      let segments = (0..<depth).map { bits >> $0 & 1 == 0 ? "a" : "{p}" }
      lines.append("GET /" + segments.joined(separator: "/") + "/end")
    }
    let look = try Lookup(routes: lines)
    let path = "/" + Array(repeating: "a", count: depth).joined(separator: "/")
    #expect(look("GET \(path)/end") == lines[0])
    #expect(look("GET \(path)/none") == "404")
    #expect(look("GET \(path)/a/a/a") == "404")
  }

  @Test("EP-5: a very long path or very many segments are simply not found")
  func longPaths() throws {
    let look = try Lookup("GET /u/{id}", "GET /{a}/{b}/{c}")
    let many = String(repeating: "/a", count: 200_000)
    #expect(look("GET \(many)") == "404")
    #expect(look("GET \(String(repeating: "/..", count: 100_000))") == "404")
    let long = String(repeating: "x", count: 1_000_000)
    #expect(look("GET /u/\(long)") == "GET /u/{id} | \(long)")
  }

  @Test("EP-5: whatever bytes a path has, the answer is a value and never a trap")
  func anyBytes() throws {
    var chance = Chance(state: 7)
    let look = try Lookup(
      "GET /u/{id}", "GET /u/{id}/x.{y}", "GET /", "POST /Caf\u{E9}/{z}", anywhere: true)
    let alphabet = Array("/u%2eEf.{}x\u{FF}:~ C3A9".utf8)
    for _ in 0..<20_000 {
      var path = Array("/u".utf8)
      for _ in 0..<Int.random(in: 0...12, using: &chance) {
        path.append(alphabet.randomElement(using: &chance) ?? 0)
      }
      let match = look.table.match(.get, path, path: 0..<path.count)
      if case .route(_, let parameters) = match {
        for index in 0..<parameters.count { #expect(!parameters[index].isEmpty) }
      }
      if case .redirect(let redirect) = match {
        #expect(redirect.path.starts(with: [0x2F]) && !redirect.path.starts(with: [0x2F, 0x2F]))
      }
    }
  }
}
