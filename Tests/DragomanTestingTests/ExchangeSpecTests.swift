import Document
import Testing

@testable import DragomanTesting

@Suite("An exchange spec")
struct ExchangeSpecTests {
  /// A spec whose "gateway" is the backend itself.
  private func play(
    _ reply: String, expecting expectation: String, calls: String = "[]"
  ) throws
    -> [SpecResult]
  {
    let text = """
      {"backends": {"http://a.test": {"GET /x": \(reply)}},
       "exchanges": [{"title": "t", "request": {"target": "/x?q=1", "headers": {"X-A": "b"}},
                      "expect": \(expectation), "calls": \(calls)}]}
      """
    let runner = try SpecRunner(ExchangeSpec(json: Array(text.utf8)))
    defer { runner.stop() }
    let address = try #require(runner.url(of: "http://a.test"))
    let port = try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
    return runner.run(port: port)
  }

  private let call = #"[{"backend": "http://a.test", "target": "/x?q=1", "headers": {"X-A": "b"}}]"#

  @Test("passes where answer and calls are as expected")
  func passes() throws {
    let results = try play(
      #"{"json": {"a": [1, 2.0, "\u0041"]}, "headers": {"X-B": "c"}, "status": 201}"#,
      expecting: #"""
        {"status": 201, "json": {"a": [1, 2.0, "A"]},
         "headers": {"Content-Type": "application/json", "X-B": "c", "X-C": null}}
        """#, calls: call)
    #expect(results.map(\.mismatches) == [[]])
    #expect(results[0].answer?.text == #"{"a": [1, 2.0, "\u0041"]}"#)
  }

  @Test(
    "names what is not as expected",
    arguments: [
      (#"{"status": 200, "json": {"a": 1}}"#, "status is 201"),
      (#"{"status": 201, "json": {"a": 1.0}}"#, "/a is 1 instead of 1.0"),
      (#"{"status": 201, "json": {}}"#, "/a should not be there"),
      (#"{"status": 201, "json": {"a": 1, "b": 2}}"#, "/b is missing"),
      (#"{"status": 201, "json": [1]}"#, "instead of [1]"),
      (#"{"status": 201, "text": "x"}"#, "not x"),
      (#"{"status": 201, "headers": {"Content-Type": "text/plain"}}"#, "Content-Type is"),
      (#"{"status": 201, "headers": {"Content-Type": null}}"#, "Content-Type is"),
    ])
  func mismatches(expectation: String, message: String) throws {
    let results = try play(
      #"{"json": {"a": 1}, "status": 201}"#, expecting: expectation, calls: call)
    #expect(results[0].mismatches.count == 1)
    #expect(results[0].mismatches.first?.contains(message) == true)
  }

  @Test("names calls that are missing, different or too many")
  func calls() throws {
    let missing = try play(
      #"{"json": 1}"#, expecting: "{}",
      calls: #"[{"backend": "http://a.test", "target": "/y"}]"#)
    #expect(missing[0].mismatches.count == 2)
    let surplus = try play(#"{"json": 1}"#, expecting: "{}")
    #expect(surplus[0].mismatches.count == 1)
    let other = try play(
      #"{"json": 1}"#, expecting: "{}",
      calls: #"[{"backend": "http://a.test", "target": "/x?q=1", "headers": {"X-A": "c"}}]"#)
    #expect(other[0].mismatches.count == 2)
  }

  @Test(
    "refuses what it does not understand",
    arguments: [
      ("{", ""), ("[]", ""), (#"{"exchanges": []}"#, ""), (#"{"exchange": []}"#, "/exchange"),
      (#"{"exchanges": [{"request": {"target": "/"}}]}"#, "/exchanges/0"),
      (
        #"{"exchanges": [{"request": {"target": "/"}, "expect": {"stat": 1}}]}"#,
        "/exchanges/0/expect/stat"
      ),
      (
        #"{"exchanges": [{"request": {"target": "/"}, "expect": {"status": "1"}}]}"#,
        "/exchanges/0/expect/status"
      ),
    ])
  func mistakes(text: String, pointer: String) {
    #expect {
      try ExchangeSpec(json: Array(text.utf8))
    } throws: {
      ($0 as? SpecError)?.pointer == pointer
    }
  }

  @Test("a configuration gets the addresses where the backends listen")
  func addresses() throws {
    let text = """
      {"backends": {"http://a.test": {}}, "exchanges": [{"request": {"target": "/"}, "expect": {}}]}
      """
    let runner = try SpecRunner(ExchangeSpec(json: Array(text.utf8)))
    defer { runner.stop() }
    let url = try #require(runner.url(of: "http://a.test"))
    let configuration = runner.resolved(Array(#"{"host": ["http://a.test", "b"]}"#.utf8))
    #expect(String(decoding: configuration, as: UTF8.self) == #"{"host": ["\#(url)", "b"]}"#)
    #expect(url.hasPrefix("http://127.0.0.1:"))
  }
}
