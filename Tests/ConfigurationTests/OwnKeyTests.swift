import Configuration
import Testing

/// The keys of `dragoman/…` that decide about merging, completeness and failures.
@Suite("Keys beyond KrakenD's")
struct OwnKeyTests {
  private static func reading(
    backends: [String], endpoint: String = "{}", server: String = "{}", proxy: String = "{}"
  ) -> Reading {
    let list = backends.map { "{\"host\": \"b\", \"url_pattern\": \"/\"\($0)}" }
    return Reading.endpoint(
      "\"endpoint\": \"/a\", \"extra_config\": {\"dragoman/endpoint\": \(endpoint), "
        + "\"proxy\": \(proxy)}, \"backend\": [\(list.joined(separator: ", "))]",
      root: "\"extra_config\": {\"dragoman/server\": \(server)},")
  }

  private static func own(_ members: String) -> String {
    ", \"extra_config\": {\"dragoman/backend\": {\(members)}}"
  }

  @Test(
    "CPL-1, CPL-2, CPL-3: completeness is read",
    arguments: [
      (#""required""#, CompletenessSetting.required), (#""optional""#, .optional),
      (#"{"default": {"a": [1.0]}}"#, .replaced(Array(#"{"a":[1.0]}"#.utf8))),
    ])
  func completeness(value: String, expected: CompletenessSetting) {
    let reading = Self.reading(backends: [Self.own("\"completeness\": \(value)"), ""])
    #expect(reading.backend?.completeness == expected)
    #expect(reading.messages == [])
  }

  @Test(
    "each mistake in completeness and root is said at its place",
    arguments: [
      (#""completeness": "requird""#, "unknown completeness \"requird\""),
      (#""completeness": "default""#, "a `default` needs its value"),
      (#""completeness": {"default": null}"#, "needs `default`, and not null"),
      (#""completeness": {}"#, "needs `default`, and not null"),
      (#""completeness": 3"#, "must be a string or an object, not a number"),
      (#""completeness": {"default": [1]}"#, "must be an object: the backend has no `group`"),
      (#""root": "array""#, "unknown root \"array\""),
    ])
  func mistakes(members: String, message: String) throws {
    let reading = Self.reading(backends: [Self.own(members), ""])
    let error = try #require(reading.errors.first)
    #expect(error.message.contains(message))
    #expect(
      error.location.pointer.hasPrefix("/endpoints/0/backend/0/extra_config/dragoman~1backend/"))
    #expect(error.location.line == 1 && error.location.column > 1 && error.suggestion != nil)
    #expect(reading.errors.count == 1)
  }

  @Test("CPL-3: with a group, or with any root, a default may be anything")
  func defaults() {
    for more in [#", "group": "g""#, ""] {
      let root = more.isEmpty ? #""root": "any", "# : ""
      let reading = Self.reading(
        backends: [more + Self.own(root + #""completeness": {"default": [1]}"#), ""])
      #expect(reading.messages == [])
    }
  }

  @Test("what these keys cannot do beside others is said")
  func conflicts() {
    let optional = Self.own(#""completeness": "optional""#)
    #expect(Self.reading(backends: [optional]).messages.first?.contains("only backend") == true)
    let details =
      #", "extra_config": {"dragoman/backend": {"completeness": "required"}, "#
      + #""backend/http": {"return_error_details": "x"}}"#
    #expect(
      Self.reading(backends: [details, ""]).errors.map(\.message) == [
        "`completeness` and `return_error_details` exclude each other"
      ])
    let any = Self.own(#""root": "any""#)
    for (member, text) in [
      (#", "encoding": "xml""#, "`root` has no effect"),
      (#", "is_collection": true"#, "`is_collection` has no effect"),
    ] {
      #expect(Self.reading(backends: [member + any]).messages.first?.contains(text) == true)
    }
    let shadow =
      #", "extra_config": {"dragoman/backend": {"completeness": "optional"}, "#
      + #""proxy": {"shadow": true}}"#
    #expect(Self.reading(backends: [shadow, ""]).messages.first?.contains("shadow") == true)
  }

  @Test("FLR-5: failures are read, by name or as an object, and endpoints inherit them")
  func failures() throws {
    let object = #"{"failures": {"contract": "problem+json", "backend_body": 10}}"#
    let inherited = try #require(Self.reading(backends: [""], server: object).endpoint)
    #expect(inherited.failures.isProblem && inherited.failures.backendBody == 10)
    let own = Self.reading(
      backends: [""], endpoint: #"{"failures": "krakend"}"#,
      server: #"{"failures": "problem+json"}"#)
    #expect(own.endpoint?.failures.isProblem == false)
    #expect(own.configuration?.server.failures.isProblem == true)
    #expect(own.messages == [])
  }

  @Test(
    "each mistake in failures is said at its place",
    arguments: [
      (#""problem""#, "unknown failures \"problem\""), ("true", "must be a string or an object"),
      (#"{"contract": "rfc"}"#, "unknown contract \"rfc\""),
      (#"{"contract": "problem+json", "backend_body": 70000}"#, "from 0 to 65536"),
    ])
  func failureMistakes(value: String, message: String) throws {
    let reading = Self.reading(backends: [""], endpoint: "{\"failures\": \(value)}")
    let error = try #require(reading.errors.first)
    #expect(error.message.contains(message))
    #expect(error.location.pointer.contains("/dragoman~1endpoint/failures"))
    #expect(error.location.column > 1)
  }

  @Test("what an object of failures says in vain is said")
  func failureWarnings() {
    let reading = Self.reading(backends: [""], endpoint: #"{"failures": {"show_detail": true}}"#)
    #expect(reading.messages == ["`show_detail` has no effect with the contract `krakend`"])
    let code = #", "extra_config": {"backend/http": {"return_error_code": true}}"#
    let kept = Self.reading(backends: [code], server: #"{"failures": "problem+json"}"#)
    #expect(kept.messages.first?.contains("`return_error_code` has no effect") == true)
  }

  @Test(
    "POL-4: two backends that surely write one member are pointed at, and no others",
    arguments: [
      ([#", "group": "g""#, #", "group": "g""#], "\"g\""),
      ([#", "allow": ["id", "a.b"]"#, #", "allow": ["a[].c"]"#], "\"a\""),
      ([#", "allow": ["x"], "mapping": {"x": "g"}"#, #", "group": "g""#], "\"g\""),
      ([#", "is_collection": true"#, #", "is_collection": true"#], "\"collection\""),
      ([#", "group": "g""#, #", "group": "h""#], ""), ([#", "allow": ["a"]"#, ""], ""),
      (["", ""], ""),
      ([#", "is_collection": true, "group": "g""#, #", "is_collection": true"#], ""),
      ([#", "deny": ["a"]"#, #", "allow": ["a"]"#], ""),
      ([#", "allow": ["a", "a.b"]"#, #", "allow": ["b"]"#], ""),
    ])
  func collisions(backends: [String], name: String) {
    let warnings = Self.reading(backends: backends).warnings
    #expect(warnings.count == (name.isEmpty ? 0 : 1))
    if let warning = warnings.first {
      #expect(warning.message.contains("backends 0 and 1 both write \(name)"))
      #expect(warning.location.pointer.hasPrefix("/endpoints/0/backend/1/"))
    }
    let declared = Self.reading(backends: backends, endpoint: #"{"merge": "last"}"#)
    #expect(declared.messages == [])
    #expect(Self.reading(backends: backends, proxy: #"{"sequential": true}"#).messages == [])
  }

  @Test("a policy for one backend has no effect, and that is said")
  func policyForOne() {
    let reading = Self.reading(backends: [""], endpoint: #"{"merge": "deep"}"#)
    #expect(reading.messages == ["`merge` has no effect: there is one backend"])
  }
}
