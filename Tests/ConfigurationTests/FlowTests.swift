import Configuration
import Testing

@Suite("How an endpoint's calls are made")
struct FlowTests {
  private static func reading(
    _ proxy: String, backends: Int = 2, endpoint: String = ""
  ) -> Reading {
    let backend = #"{"host": "b", "url_pattern": "/"}"#
    let list = [String](repeating: backend, count: backends).joined(separator: ", ")
    return Reading.endpoint(
      "\"endpoint\": \"/a\", \(endpoint) \"extra_config\": {\"proxy\": {\(proxy)}}, "
        + "\"backend\": [\(list)]")
  }

  @Test(
    "SEQ-1: a strategy that is known decides, else `sequential` does",
    arguments: [
      (#""sequential": true"#, true), (#""sequential": false"#, false), ("", false),
      (#""strategy": "sequential""#, true), (#""strategy": "parallel""#, false),
      (#""strategy": "parallel", "sequential": true"#, false),
      (#""strategy": "sequential", "sequential": false"#, true),
      (#""strategy": "odd", "sequential": true"#, true), (#""strategy": "odd""#, false),
    ])
  func sequential(proxy: String, isSequential: Bool) {
    let reading = Self.reading(proxy)
    #expect(reading.endpoint?.isSequential == isSequential)
    #expect(reading.messages == (proxy.contains("odd") ? ["unknown strategy \"odd\""] : []))
  }

  @Test("SEQ-1: a sequence of one backend is said to be none")
  func sequenceOfOne() {
    let reading = Self.reading(#""sequential": true"#, backends: 1)
    #expect(reading.messages == ["one backend makes no sequence"])
  }

  @Test("SEQ-7: parameters to hand on are read, and what names no value is said")
  func propagated() {
    let key = "\"sequential_propagated_params\""
    let reading = Self.reading(#""sequential": true, "# + key + #": ["resp0", "resp12_a.b", "x"]"#)
    #expect(reading.endpoint?.propagatedParams.map(\.name) == ["resp0", "resp12_a.b"])
    #expect(
      reading.messages == [#"`sequential_propagated_params`: "x" names no value"#])
    let idle = Self.reading(key + #": ["resp0_a"]"#)
    #expect(
      idle.messages
        == ["`sequential_propagated_params` has no effect: the endpoint is not sequential"])
  }

  @Test(
    "SEQ-7: what a name refers to",
    arguments: [
      ("resp0", 0, ""), ("resp3_a", 3, "a"), ("resp10_a.b_c", 10, "a.b_c"), ("resp0__", 0, "_"),
    ])
  func reference(name: String, backend: Int, path: String) throws {
    let reference = try #require(ResponseReference(name))
    #expect(reference.backend == backend && reference.path == path && reference.name == name)
  }

  @Test(
    "SEQ-7: what is no reference",
    arguments: [
      "", "resp", "resp_a", "respx", "resp0_", "resp0a", "Resp0_a", "resp99999999999999999999_a",
    ])
  func noReference(name: String) {
    #expect(ResponseReference(name) == nil)
  }

  @Test(
    "STA-1: no strategy and an unknown one mean always",
    arguments: [
      ("", StaticResponse.Strategy.always, 0), (#""strategy": "odd","#, .always, 1),
      (#""strategy": "success","#, .success, 0), (#""strategy": "errored","#, .errored, 0),
      (#""strategy": "complete","#, .complete, 0), (#""strategy": "incomplete","#, .incomplete, 0),
    ])
  func strategies(member: String, strategy: StaticResponse.Strategy, count: Int) {
    let reading = Self.reading(#""static": {"# + member + #""data": {"a": 1.0}}"#)
    #expect(reading.endpoint?.staticResponse?.strategy == strategy)
    #expect(reading.endpoint?.staticResponse?.data == Array(#"{"a":1.0}"#.utf8))
    #expect(reading.diagnostics.count == count)
  }

  @Test(
    "STA-1: data that are no object switch it off, and that is said",
    arguments: ["[1]", "\"x\"", "1"])
  func noObject(data: String) {
    let reading = Self.reading("\"static\": {\"data\": \(data)}")
    #expect(reading.endpoint?.staticResponse == nil)
    #expect(reading.errors == [])
    #expect(reading.messages == ["`static` has no effect: its `data` is no object"])
  }

  @Test("STA-1: static data in a no-op endpoint are said to have no effect")
  func staticNoOp() {
    let reading = Self.reading(
      #""static": {"data": {"a": 1}}"#, backends: 1, endpoint: #""output_encoding": "no-op","#)
    #expect(reading.messages == ["`static` has no effect with `no-op`"])
  }

  @Test("SHA-2: an endpoint of shadows alone is said to answer nothing")
  func allShadows() {
    let reading = Reading.backend(
      #""host": "b", "url_pattern": "/", "extra_config": {"proxy": {"shadow": true}}"#)
    #expect(reading.messages == ["all backends of the endpoint are shadows: it answers 500"])
  }

  @Test("MRG-6: a combiner of an unknown name means the default one, and that is said")
  func combiner() {
    #expect(Self.reading(#""combiner": "default""#).diagnostics == [])
    let reading = Self.reading(#""combiner": "mine""#)
    #expect(reading.errors == [])
    #expect(reading.messages == ["unknown combiner \"mine\""])
  }
}
