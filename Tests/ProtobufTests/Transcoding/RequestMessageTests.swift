import Document
import Protobuf
import Testing

@Suite("Requests of texts and a body")
struct RequestMessageTests {
  private func request(_ options: JSONInputOptions = JSONInputOptions()) throws -> RequestMessage {
    let schema = try Transcoding.schema()
    let id = try #require(schema.message(named: "transcoding.Everything"))
    return RequestMessage(schema, message: id, options: options)
  }

  private func wire(
    _ values: [(String, String)], body: String? = nil, into field: String? = nil,
    _ winner: RequestMessage.Winner = .body, _ options: JSONInputOptions = JSONInputOptions()
  ) throws -> [UInt8] {
    let request = try request(options)
    let assignments = try values.map {
      FieldAssignment(try request.path($0.0), Array($0.1.utf8))
    }
    return try request.wire(
      assignments, body: try body.map { try Document(json: $0) },
      into: try field.map { try request.bodyPath($0) }, winner: winner)
  }

  private func json(_ wire: [UInt8]) throws -> String {
    try Transcoding.output().document(wire.span).json
  }

  @Test("GRPC-5: without anything the message is empty")
  func nothing() throws {
    #expect(try wire([]) == [])
    #expect(try request().wire([], leading: 5) == [0, 0, 0, 0, 0])
  }

  private static let textsCases: [(String, String, String)] = [
    ("i32", "-5", #"{"i32":-5}"#), ("i64", "9007199254740993", #"{"i64":"9007199254740993"}"#),
    ("real", "1.5", #"{"real":1.5}"#), ("flag", "true", #"{"flag":true}"#),
    ("flag", "1", #"{"flag":true}"#),
    ("text", "a \"b\" é", #"{"text":"a \"b\" é"}"#), ("text", "12", #"{"text":"12"}"#),
    ("blob", "AQID", #"{"blob":"AQID"}"#), ("colour", "RED", #"{"colour":"RED"}"#),
    ("colour", "-5", #"{"colour":"BELOW"}"#), ("far_away", "3", #"{"farAway":3}"#),
    ("farAway", "3", #"{"farAway":3}"#),
    ("inner.inner.big_size", "7", #"{"inner":{"inner":{"bigSize":"7"}}}"#),
    ("time", "2026-11-20T08:15:30Z", #"{"time":"2026-11-20T08:15:30Z"}"#),
    ("span", "1.5s", #"{"span":"1.500s"}"#),
    ("mask", "a.b", #"{"mask":"a.b"}"#), ("boxed_long", "5", #"{"boxedLong":"5"}"#),
    ("boxed_flag", "false", #"{"boxedFlag":false}"#), ("value", "x", #"{"value":"x"}"#),
    ("word", "w", #"{"word":"w"}"#), ("nothing", "", #"{"nothing":null}"#),
    ("single", "NaN", #"{"single":"NaN"}"#),
  ]

  @Test(
    "GRPC-6, GRPC-8: texts become what their fields are",
    arguments: Self.textsCases)
  func texts(path: String, text: String, result: String) throws {
    #expect(try json(try wire([(path, text)])) == result)
  }

  @Test("GRPC-7: a repeated field takes one text for each element, any other the last")
  func repetition() throws {
    #expect(
      try json(
        try wire([
          ("numbers", "1"), ("i32", "5"), ("numbers", "2"), ("i32", "6"),
          ("times", "1970-01-01T00:00:00Z"),
        ]))
        == #"{"i32":6,"numbers":[1,2],"times":["1970-01-01T00:00:00Z"]}"#)
  }

  @Test("paths of one message are one message")
  func grouping() throws {
    let values = [
      ("inner.name", "a"), ("i32", "1"), ("inner.inner.size", "2"), ("inner.size", "3"),
      ("inner.inner.name", "b"),
    ]
    let wire = try wire(values)
    #expect(
      wire
        == [
          WirePart.varint(1, 1),
          .message(
            17, [.text(1, "a"), .varint(2, 3), .message(3, [.text(1, "b"), .varint(2, 2)])]),
        ].wire)
  }

  private static let refusalsCases: [(String, String, TranscodeError.Reason)] = [
    ("i32", "x", TranscodeError.Reason.wrongType), ("i32", "3000000000", .outOfRange),
    ("flag", "yes", .wrongType),
    ("colour", "PINK", .unknownEnumValue), ("blob", "!", .invalidValue),
    ("time", "today", .invalidValue),
    ("inner.inner.size", "", .wrongType), ("i32", "", .wrongType),
    ("farAway", "x", .wrongType), ("far_away", "x", .wrongType),
    ("inner.inner.bigSize", "x", .wrongType),
  ]

  @Test(
    "GRPC-D5: a text that cannot be converted is refused with its path",
    arguments: Self.refusalsCases)
  func refusals(path: String, text: String, reason: TranscodeError.Reason) throws {
    let request = try request()
    let field = try request.path(path)
    do throws(TranscodeError) {
      _ = try request.wire([FieldAssignment(field, Array(text.utf8))])
      Issue.record("accepted")
    } catch {
      #expect(error.reason == reason)
      #expect(error.path == path)
    }
  }

  @Test("text that is no UTF-8 is refused, but as bytes where that is assumed")
  func notUTF8() throws {
    let request = try request(JSONInputOptions(assumeBytes: true))
    let text = FieldAssignment(try request.path("text"), [0xFF])
    #expect(throws: TranscodeError(.notUTF8, at: "text")) { try request.wire([text]) }
    let blob = FieldAssignment(try request.path("blob"), [0xFF, 0x00])
    #expect(try request.wire([blob]) == WirePart.bytes(15, [0xFF, 0x00]).bytes)
  }

  @Test("two members of one oneof are refused")
  func oneof() throws {
    #expect(throws: TranscodeError(.oneofConflict, at: "number")) {
      try wire([("word", "a"), ("number", "1")])
    }
  }

  @Test("GRPC-D4: the body wins over texts, whatever it says, zero too")
  func bodyWins() throws {
    let values = [
      ("i32", "1"), ("text", "param"), ("inner.size", "2"), ("numbers", "7"), ("word", "w"),
    ]
    let body = #"{"i32":0,"text":null,"inner":{"name":"n","size":3},"numbers":[1],"number":4}"#
    #expect(
      try json(try wire(values, body: body))
        == #"{"text":"param","inner":{"name":"n","size":3},"numbers":[1],"number":4}"#)
    #expect(try json(try wire([("i32", "1")], body: #"{"text":"t"}"#)) == #"{"i32":1,"text":"t"}"#)
    #expect(try json(try wire([("i32", "1")], body: #"{"i32":0}"#)) == "{}")
  }

  @Test("for HTTP rules the variables of the path win")
  func assignmentsWin() throws {
    #expect(
      try json(
        try wire(
          [("i32", "0"), ("inner.name", "path")], body: #"{"i32":9,"inner":{"name":"x","size":1}}"#,
          .assignments))
        == #"{"inner":{"name":"path","size":1}}"#)
  }

  private static let winnersCases: [(String, String, String, String)] = [
    ("boxed_number", "0", #"{"boxedNumber":5}"#, #"{"boxedNumber":0}"#),
    (
      "time", "1970-01-01T00:00:07Z", #"{"time":"2026-11-20T08:15:30.5Z"}"#,
      #"{"time":"1970-01-01T00:00:07Z"}"#
    ),
    ("span", "7s", #"{"span":"1.5s"}"#, #"{"span":"7s"}"#),
    ("mask", "a", #"{"mask":"b,c"}"#, #"{"mask":"a"}"#),
    ("numbers", "1", #"{"numbers":[2,3],"i32":4}"#, #"{"i32":4,"numbers":[1]}"#),
    (
      "inner.inner.big_size", "0", #"{"inner":{"size":1,"inner":{"bigSize":"3"}}}"#,
      #"{"inner":{"size":1,"inner":{}}}"#
    ),
    ("boxed_long", "0", #"{"boxed_long":"5"}"#, #"{"boxedLong":"0"}"#),
  ]

  @Test(
    "what an assignment says stands alone: nothing of the body's value for the field is left",
    arguments: Self.winnersCases)
  func winners(path: String, text: String, body: String, result: String) throws {
    #expect(try json(try wire([(path, text)], body: body, .assignments)) == result)
  }

  @Test("a body may have no member twice, one that an assignment gives neither")
  func doubles() throws {
    #expect(throws: TranscodeError(.duplicateField, at: "boxedLong")) {
      try wire([("boxed_long", "0")], body: #"{"boxed_long":"5","boxedLong":"6"}"#, .assignments)
    }
  }

  @Test("a body that is the value of an assigned field is not written")
  func wholeField() throws {
    #expect(
      try json(try wire([("numbers", "1")], body: "[2]", into: "numbers", .assignments))
        == #"{"numbers":[1]}"#)
    #expect(
      try json(
        try wire(
          [("inner.inner.size", "0")], body: #"{"inner":{"size":5},"size":6}"#, into: "inner",
          .assignments)) == #"{"inner":{"inner":{},"size":6}}"#)
  }

  @Test("a body may be one field: a message, a list, a map, a scalar, a field further in")
  func bodyField() throws {
    #expect(
      try json(try wire([("i32", "1")], body: #"{"size":2}"#, into: "inner", .assignments))
        == #"{"inner":{"size":2},"i32":1}"#)
    #expect(
      try json(try wire([], body: #"[{"size":2},{}]"#, into: "inners"))
        == #"{"inners":[{"size":2},{}]}"#)
    #expect(try json(try wire([], body: #"{"a":"b"}"#, into: "labels")) == #"{"labels":{"a":"b"}}"#)
    #expect(try json(try wire([], body: #""t""#, into: "text")) == #"{"text":"t"}"#)
    #expect(try json(try wire([], body: #"{"a":[1]}"#, into: "object")) == #"{"object":{"a":[1]}}"#)
    #expect(
      try json(try wire([("inner.size", "1")], body: #"{"name":"n"}"#, into: "inner.inner"))
        == #"{"inner":{"size":1,"inner":{"name":"n"}}}"#)
    #expect(throws: TranscodeError(.wrongType, at: "inner.inner.size", "a number is expected")) {
      try wire([], body: #"{"size":"q"}"#, into: "inner.inner")
    }
  }

  private static let pathsCases: [(String, TranscodeError.Reason, String)] = [
    ("tex", TranscodeError.Reason.unknownField, "text"), ("inner.nam", .unknownField, "name"),
    ("", .unknownField, ""), ("i32.", .unassignable, ""),
    ("inner", .unassignable, "transcoding.Inner"),
    ("inners", .unassignable, "transcoding.Inner"), ("inners.name", .unassignable, ""),
    ("labels", .unassignable, "map"), ("labels.x", .unassignable, "map"),
    ("object", .unassignable, "Struct"),
    ("time.seconds", .unassignable, "Timestamp"), ("any", .unassignable, "Any"),
  ]

  @Test(
    "a path that leads nowhere, or to what text cannot fill, is refused when it is compiled",
    arguments: Self.pathsCases)
  func paths(path: String, reason: TranscodeError.Reason, hint: String) throws {
    let request = try request()
    do throws(TranscodeError) {
      _ = try request.path(path)
      Issue.record("accepted")
    } catch {
      #expect(error.reason == reason)
      #expect(error.detail.contains(hint), "\(error)")
    }
  }
}
