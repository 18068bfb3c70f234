import DragomanTesting
import Testing

@Suite("Messages to and from a gRPC server", .enabled(if: RealServer.isThere))
struct MessageTests {
  private static let unset = """
    {"id":"","long_name":"","number":0,"small":0,"large":0,"colour":0,"at":null,"span":null,\
    "raw":"","tags":[],"place":null,"names":{},"real":0,"any":null,"places":[]}
    """

  private func echo(
    _ target: String, _ grpc: String = "", path: String = "/e", queries: String = #"["*"]"#,
    content: String? = nil, backend: String = ""
  ) throws -> TestAnswer {
    let trial = try Trial(
      Trial.endpoint(path, "Echo", grpc, backend: backend, #""input_query_strings": \#(queries)"#))
    return try content.map { try trial.post(target, $0) } ?? trial.get(target)
  }

  @Test("GRPC-5, GRPC-10: without a source the empty message is sent; unset fields have defaults")
  func empty() throws {
    let answer = try echo("/e")
    #expect(answer.status == 200)
    #expect(answer.text == Self.unset)
    #expect(answer.fields.values(of: "x-krakend-completed") == ["true"])
    #expect(answer.fields.values(of: "content-type") == ["application/json; charset=utf-8"])
    #expect(try echo("/e", queries: "[]").text == Self.unset)
  }

  @Test("GRPC-5, GRPC-6: placeholders and the query become fields, by their names or dot paths")
  func sources() throws {
    let answer = try echo(
      "/e/a%20b?small=-7&place.city=Oslo&longName=x&number=9007199254740993&unknown=1",
      #""output_remove_unset_values": true"#, path: "/e/{id}")
    #expect(
      answer.text == """
        {"id":"a b","long_name":"x","number":9007199254740993,"small":-7,"place":{"city":"Oslo"}}
        """)
  }

  @Test("GRPC-6: input_mapping leads names of the query and parameters to paths")
  func mapping() throws {
    let answer = try echo(
      "/e/Rome?lat=41.9&id=7",
      #""output_remove_unset_values": true, "input_mapping": {"Town": "place.city","#
        + #""lat": "place.latitude"}"#, path: "/e/{town}")
    #expect(answer.text == #"{"id":"7","place":{"city":"Rome","latitude":41.9}}"#)
  }

  @Test("GRPC-5: disable_query_params leaves the body alone")
  func disabled() throws {
    let answer = try echo(
      "/e/7?small=1",
      #""disable_query_params": true, "use_request_body": true, "#
        + #""output_remove_unset_values": true"#,
      path: "/e/{id}", content: #"{"small": 2}"#)
    #expect(answer.text == #"{"small":2}"#)
  }

  @Test("GRPC-5, GRPC-D4: the body overrides parameters and the query")
  func body() throws {
    let grpc = #""use_request_body": true, "output_remove_unset_values": true"#
    let content = #"{"small": 2, "place": {"city": "Oslo"}, "tags": ["a", "b"]}"#
    let answer = try echo(
      "/e/7?small=1&place.latitude=3&tags=c", grpc, path: "/e/{id}", content: content)
    #expect(
      answer.text
        == #"{"id":"7","small":2,"tags":["a","b"],"place":{"city":"Oslo","latitude":3}}"#)
    #expect(try echo("/e/7", grpc, path: "/e/{id}", content: "").text == #"{"id":"7"}"#)
  }

  @Test("GRPC-5: without use_request_body the body is not read")
  func unusedBody() throws {
    let trial = try Trial(
      Trial.endpoint("/e", "Echo", #""output_remove_unset_values": true"#, #""method": "POST""#))
    #expect(try trial.post("/e", "no JSON").text == "{}")
  }

  @Test("GRPC-7: repeated names of the query fill lists of values, not of objects")
  func lists() throws {
    let grpc = #""output_remove_unset_values": true"#
    #expect(try echo("/e?tags=a&tags=b", grpc).text == #"{"tags":["a","b"]}"#)
    #expect(try echo("/e?places.city=a", grpc).text == "{}")
  }

  @Test("GRPC-8, GRPC-10: times are texts in requests, objects in answers unless asked for")
  func times() throws {
    let target = "/e?at=2026-01-02T03:04:05.5Z&span=1.5s&colour=COLOUR_BLUE"
    let plain = try echo(target, #""output_remove_unset_values": true"#)
    #expect(
      plain.text == """
        {"colour":2,"at":{"seconds":1767323045,"nanos":500000000},\
        "span":{"seconds":1,"nanos":500000000}}
        """)
    let texts = try echo(
      target,
      #""output_remove_unset_values": true, "output_timestamp_as_string": true,"#
        + #""output_duration_as_string": true, "output_enum_as_string": true"#)
    #expect(
      texts.text
        == #"{"colour":"COLOUR_BLUE","at":"2026-01-02T03:04:05.500Z","span":"1.500s"}"#)
  }

  @Test("GRPC-9: names of answers in camelCase; in requests either form is taken")
  func naming() throws {
    let grpc = #""output_remove_unset_values": true, "response_naming_convention": "camelCase""#
    for name in ["long_name", "longName"] {
      #expect(try echo("/e?\(name)=x", grpc).text == #"{"longName":"x"}"#)
      let content = "{\"\(name)\": \"y\"}"
      let answer = try echo("/e", grpc + #", "use_request_body": true"#, content: content)
      #expect(answer.text == #"{"longName":"y"}"#)
    }
  }

  @Test("GRPC-15: a text that is no base64 is taken as bytes where that is asked for")
  func bytes() throws {
    let grpc = #""output_remove_unset_values": true, "use_request_body": true"#
    #expect(try echo("/e", grpc, content: #"{"raw": "aGk="}"#).text == #"{"raw":"aGk="}"#)
    #expect(try echo("/e", grpc, content: #"{"raw": "hi!"}"#).status == 400)
    let assuming = grpc + #", "input_assume_bytes": true"#
    #expect(try echo("/e", assuming, content: #"{"raw": "hi!"}"#).text == #"{"raw":"aGkh"}"#)
    #expect(try echo("/e?raw=hi!", assuming, content: "").text == #"{"raw":"aGkh"}"#)
  }

  @Test("GRPC-D3: numbers have all digits, keys are texts, a oneof shows its one member")
  func values() throws {
    let answer = try echo(
      "/e", #""output_remove_unset_values": true, "use_request_body": true"#,
      content: """
        {"number": -9223372036854775808, "large": "18446744073709551615", "names": {"7": "x"},
         "flag": false, "real": "NaN", "raw": "/+8="}
        """)
    #expect(
      answer.text == """
        {"number":-9223372036854775808,"large":18446744073709551615,"raw":"/+8=",\
        "names":{"7":"x"},"flag":false,"real":"NaN"}
        """)
  }

  @Test("GRPC-D3: an Any of a type in the catalog is expanded, another one shown as it is")
  func any() throws {
    let known = try echo(
      "/e", #""output_remove_unset_values": true, "use_request_body": true"#,
      content: #"{"any": {"@type": "type.googleapis.com/trial.v1.Place", "city": "Oslo"}}"#)
    #expect(
      known.text == #"{"any":{"@type":"type.googleapis.com/trial.v1.Place","city":"Oslo"}}"#)
    let unknown = try echo(
      "/e", #""use_request_body": true"#, content: #"{"any": {"@type": "x/y.Z", "a": 1}}"#)
    #expect(unknown.status == 400)
  }

  @Test(
    "GRPC-D5: what cannot be converted is refused with 400, and nothing is called",
    arguments: [
      ("/e?small=x", ""), ("/e?small=3000000000", ""), ("/e?at=yesterday", ""),
      ("/e?colour=GREEN", ""), ("/e", #"{"small": "x"}"#), ("/e", #"{"place": {"town": 1}}"#),
      ("/e", #"{"small": 1"#), ("/e", "[]"), ("/e", #"{"id": 1} {}"#),
    ])
  func refused(target: String, content: String) throws {
    let answer = try echo(target, #""use_request_body": true"#, content: content)
    #expect(answer.status == 400)
  }

  @Test("GRPC-D5: a body with an unknown member is refused unless it is to be skipped")
  func unknownMembers() throws {
    let grpc = #""use_request_body": true, "output_remove_unset_values": true"#
    let content = #"{"id": "7", "more": 1}"#
    #expect(try echo("/e", grpc, content: content).status == 400)
    let ignoring = grpc + #", "ignore_unknown_fields": true"#
    #expect(try echo("/e", ignoring, content: content).text == #"{"id":"7"}"#)
  }

  @Test("the canonical form is that of ProtoJSON")
  func canonical() throws {
    let answer = try echo(
      "/e?long_name=x&number=5&colour=2&at=2026-01-02T03:04:05Z&span=90s", #""json": "protojson""#)
    #expect(
      answer.text == """
        {"longName":"x","number":"5","colour":"COLOUR_BLUE","at":"2026-01-02T03:04:05Z",\
        "span":"90s"}
        """)
  }

  @Test("messages of four megabytes pass both ways")
  func large() throws {
    let text = String(repeating: "y", count: 4 << 20 - 64)
    let answer = try echo(
      "/e", #""use_request_body": true, "output_remove_unset_values": true"#,
      content: "{\"text\": \"\(text)\"}")
    #expect(answer.status == 200 && answer.content.count == text.utf8.count + 11)
  }

  @Test("GRPC-13: max_call_recv_msg_size limits an answer, 0 is four megabytes")
  func limit() throws {
    let trial = try Trial(
      Trial.endpoint("/d/{bytes}", "Fill"),
      Trial.endpoint("/s/{bytes}", "Fill", #""max_call_recv_msg_size": 1000"#))
    #expect(try trial.get("/d/4194299").status == 200)
    #expect(try trial.get("/d/4194300").status == 500)
    // Behind a tag and two bytes of length.
    #expect(try trial.get("/s/997").status == 200)
    #expect(try trial.get("/s/998").status == 500)
    #expect(try trial.get("/s/990").status == 200)
  }

  @Test("messages are compressed both ways")
  func compression() throws {
    let text = String(repeating: "abc", count: 100_000)
    let answer = try echo(
      "/e", #""use_request_body": true, "compression": "gzip", "output_remove_unset_values": true"#,
      content: "{\"text\": \"\(text)\"}")
    #expect(answer.status == 200 && answer.text == "{\"text\":\"\(text)\"}")
    let trial = try Trial(Trial.endpoint("/c/{bytes}", "Compress"))
    #expect(try trial.get("/c/300000").content.count > 300_000)
  }
}
