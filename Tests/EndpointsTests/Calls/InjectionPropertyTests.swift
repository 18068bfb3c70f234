import Bytes
import CallsFuzzing
import Messages
import Testing

@testable import Endpoints

/// A small deterministic generator: a failure can be repeated.
private struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
  }
}

@Suite struct InjectionPropertyTests {
  private let patterns = [
    "/a/{x}/b", "/{x}", "/{x}/{y}?q={x}", "/a?{x}={y}&k=v", "/a-{x}.{y}/c?d=1", "/%2e{x}/b",
    "/a/..{x}", "/?{x}", "/{x};{y}",
  ]

  /// What counts in a target: segments, and pairs with their names and values.
  private struct Shape: Equatable {
    var segments: Int
    var pairs: Int
    var equals: Int

    init(_ target: [UInt8]) {
      let mark = target.firstIndex(of: ASCII.question) ?? target.count
      segments = target[..<mark].count { $0 == ASCII.slash }
      let query = target[mark...].dropFirst()
      pairs = query.count { $0 == ASCII.ampersand || $0 == ASCII.semicolon }
      equals = query.count { $0 == ASCII.equals }
    }
  }

  private func value(_ chance: inout Chance) -> [UInt8] {
    let alphabet = Array("/?#&=;%2eEfF.\\ \r\n\0\u{E9}+{}:@x".utf8) + [0xFF, 0x80]
    let length = Int.random(in: 0...8, using: &chance)
    return (0..<length).map { _ in alphabet.randomElement(using: &chance) ?? 0 }
  }

  @Test("URL-5: no value changes the number of segments, pairs or fields of a call")
  func shapeIsFixed() throws {
    var chance = Chance(state: 11)
    for pattern in patterns {
      let rendering = try Rendering(pattern, ["x", "y"])
      var request = try Rendering.request(values: ["1", "1"])
      let plain = try rendering.template.render(request)
      for _ in 0..<4000 {
        let (x, y) = (value(&chance), value(&chance))
        request.parameters = RequestParameters(
          x + y, [0..<x.count, x.count..<x.count + y.count])
        guard let call = try? rendering.template.render(request) else { continue }
        let target = call.target.bytes
        #expect(Shape(target) == Shape(plain.target.bytes), "\(pattern) \(x) \(y)")
        #expect(target.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x23 && $0 != 0x5C })
        #expect(call.fields.count == plain.fields.count)
        #expect(noDotSegment(target, except: pattern))
      }
    }
  }

  /// No segment is made of one or two dots, however they are written.
  private func noDotSegment(_ target: [UInt8], except pattern: String) -> Bool {
    let path = target.prefix { $0 != ASCII.question }
    return path.split(separator: ASCII.slash).allSatisfy { segment in
      let name = segment.prefix { $0 != ASCII.semicolon }
      let decoded = PercentCoding.decode(Array(name).span) ?? []
      return decoded != Array(".".utf8) && decoded != Array("..".utf8)
    }
  }

  @Test("URL-5: a value comes out of the path and the query as it went in")
  func roundTrip() throws {
    var chance = Chance(state: 12)
    let rendering = try Rendering("/a{x}?q={y}", ["x", "y"])
    var request = try Rendering.request()
    for _ in 0..<4000 {
      let (x, y) = (value(&chance), value(&chance))
      request.parameters = RequestParameters(x + y, [0..<x.count, x.count..<x.count + y.count])
      let target = try rendering.template.render(request).target.bytes
      let mark = try #require(target.firstIndex(of: ASCII.question))
      #expect(PercentCoding.decode(Array(target[2..<mark]).span) == x)
      #expect(PercentCoding.decode(Array(target[(mark + 3)...]).span, plusIsBlank: true) == y)
    }
  }

  @Test("QRY-3: no forwarded query adds a pair, a name or a line")
  func forwardedQuery() throws {
    var chance = Chance(state: 13)
    let rendering = try Rendering("/b?k=v") { $0.inputQueryStrings = ["a", "b"] }
    let alphabet = Array("ab=&;%2641+~.!x".utf8)
    for _ in 0..<20_000 {
      let query = (0..<Int.random(in: 0...14, using: &chance)).map { _ in
        alphabet.randomElement(using: &chance) ?? 0
      }
      let text = String(decoding: query, as: UTF8.self)
      let target = try rendering.call(query: text).target.bytes
      let pairs = target.dropFirst(3).split(separator: ASCII.ampersand)
      #expect(pairs.count <= 1 + query.split(separator: ASCII.ampersand).count)
      for pair in pairs.dropFirst() {
        #expect(
          pair.starts(with: Array("a=".utf8)) || pair.starts(with: Array("b=".utf8)), "\(text)")
        #expect(pair.count { $0 == ASCII.equals } == 1)
      }
    }
  }

  @Test("URL-5: every input kept by the fuzzer keeps the properties of calls")
  func replay() throws {
    var count = 0
    for bytes in try Fixtures.contents(of: "Fixtures/fuzz/Calls") {
      #expect(fuzzCall(bytes.span) == nil, "\(String(decoding: bytes, as: UTF8.self))")
      count += 1
    }
    #expect(count >= 3)
  }
}
