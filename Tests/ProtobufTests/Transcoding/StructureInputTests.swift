import Document
import Protobuf
import Testing

@Suite("Objects and arrays of JSON as messages")
struct StructureInputTests {
  @Test("members go by either name, in any order, escaped or not")
  func names() throws {
    let wire = [WirePart.varint(1000, 1)].wire
    for name in ["farAway", "far_away", #"far\u0041way"#] {
      #expect(try Transcoding.wire(#"{"\#(name)":1}"#) == wire)
    }
    #expect(try Transcoding.wire(#"{"Other \"name\"":"x"}"#) == WirePart.text(70, "x").bytes)
    #expect(try Transcoding.wire(#"{"renamed_field":"x"}"#) == WirePart.text(70, "x").bytes)
    #expect(
      try Transcoding.wire(#"{"text":"b","i32":1}"#)
        == [WirePart.text(14, "b"), .varint(1, 1)].wire)
  }

  @Test("GRPC-9: only one of the two names is taken if so asked")
  func conventions() throws {
    for (names, good, bad) in [
      (JSONInputOptions.Names.proto, "far_away", "farAway"), (.json, "farAway", "far_away"),
    ] {
      let options = JSONInputOptions(names: names)
      #expect(try Transcoding.refusal(#"{"\#(good)":1}"#, "transcoding.Everything", options) == nil)
      #expect(
        try Transcoding.refusal(#"{"\#(bad)":1}"#, "transcoding.Everything", options)
          == TranscodeError(.unknownField, at: bad))
    }
  }

  private static let structuresCases: [(String, [WirePart])] = [
    (#"{"numbers":[1,2,300]}"#, [WirePart.packed(20, [1, 2, 300])]), (#"{"numbers":[]}"#, []),
    (#"{"looseNumbers":[1,0]}"#, [.varint(21, 1), .varint(21, 0)]),
    (#"{"texts":["a",""]}"#, [.text(22, "a"), .text(22, "")]),
    (#"{"inners":[{},{"size":1}]}"#, [.message(23, []), .message(23, [.varint(2, 1)])]),
    (
      #"{"labels":{"a":"b","":""}}"#,
      [
        .message(30, [.text(1, "a"), .text(2, "b")]), .message(30, [.text(1, ""), .text(2, "")]),
      ]
    ),
    (#"{"labels":{"a\n":"b"}}"#, [.message(30, [.text(1, "a\n"), .text(2, "b")])]),
    (#"{"counts":{"-1":"2"}}"#, [.message(31, [.varint(1, -1), .varint(2, 2)])]),
    (#"{"switches":{"true":1.5}}"#, [.message(32, [.varint(1, 1), .double(2, 1.5)])]),
    (
      #"{"parts":{"k":{"size":1}}}"#,
      [.message(33, [.text(1, "k"), .message(2, [.varint(2, 1)])])]
    ),
    (#"{"shades":{"1":"RED"}}"#, [.message(34, [.varint(1, 2), .varint(2, 1)])]),
    (#"{"files":{"7":"AQ=="}}"#, [.message(35, [.fixed64(1, 7), .bytes(2, [1])])]),
    (#"{"values":{"n":null}}"#, [.message(36, [.text(1, "n"), .message(2, [.varint(1, 0)])])]),
    (#"{"child":{"child":{"i32":1}}}"#, [.message(71, [.message(71, [.varint(1, 1)])])]),
  ]

  @Test(
    "lists are packed where the file says so, maps and messages written one by one",
    arguments: Self.structuresCases)
  func structures(json: String, parts: [WirePart]) throws {
    #expect(try Transcoding.wire(json) == parts.wire)
  }

  @Test("lengths of messages of any size are right")
  func lengths() throws {
    for count in [0, 1, 100, 119, 120, 121, 126, 127, 128, 129, 300, 16_383, 16_384, 70_000] {
      let text = String(repeating: "x", count: count)
      let json = #"{"inner":{"inner":{"inner":{"name":"\#(text)"}}},"labels":{"k":"\#(text)"}}"#
      let name: [WirePart] = count == 0 ? [] : [.text(1, text)]
      let wire: [WirePart] = [
        .message(17, [.message(3, [.message(3, name)])]),
        .message(30, [.text(1, "k"), .text(2, text)]),
      ]
      #expect(try Transcoding.wire(json) == wire.wire, "\(count)")
    }
  }

  @Test("null is absence, but where it is a value")
  func nulls() throws {
    #expect(
      try Transcoding.wire(
        #"{"i32":null,"inner":null,"numbers":null,"labels":null,"time":null,"boxedNumber":null}"#
      )
        == [])
    #expect(try Transcoding.wire(#"{"value":null}"#) == WirePart.message(54, [.varint(1, 0)]).bytes)
    #expect(try Transcoding.wire(#"{"nothing":null}"#) == WirePart.varint(43, 0).bytes)
    #expect(
      try Transcoding.wire(#"{"nothing":"NULL_VALUE","null":null}"#) == WirePart.varint(43, 0).bytes
    )
    #expect(try Transcoding.wire(#"{"word":null,"number":1}"#) == WirePart.varint(41, 1).bytes)
    #expect(
      try Transcoding.wire(#"{"anyValues":[null,1]}"#)
        == [WirePart.message(68, [.varint(1, 0)]), .message(68, [.double(2, 1)])].wire)
  }

  private static let contradictionsCases: [(String, TranscodeError.Reason, String)] = [
    (#"{"i32":1,"i32":2}"#, TranscodeError.Reason.duplicateField, "i32"),
    (#"{"farAway":1,"far_away":2}"#, .duplicateField, "farAway"),
    (#"{"i32":null,"i32":2}"#, .duplicateField, "i32"),
    (#"{"word":"a","number":1}"#, .oneofConflict, "number"),
    (#"{"nothing":null,"number":1}"#, .oneofConflict, "number"),
    (#"{"labels":{"a":"1","b":"2","a":"3"}}"#, .duplicateField, "labels.a"),
    (#"{"labels":{"a":"1","\u0061":"3"}}"#, .duplicateField, "labels.a"),
    (#"{"parts":{"a":{},"b":{},"a":{}}}"#, .duplicateField, "parts.a"),
    (#"{"object":{"x":1,"x":2}}"#, .duplicateField, "object.x"),
    (#"{"counts":{"x":1}}"#, .wrongType, "counts.x"),
    (#"{"switches":{"1":1}}"#, .wrongType, "switches.1"),
    (#"{"labels":{"a":null}}"#, .unexpectedNull, "labels.a"),
    (#"{"labels":{"a":1}}"#, .wrongType, "labels.a"),
    (#"{"labels":[]}"#, .wrongType, "labels"),
    (#"{"counts":{"9999999999":1}}"#, .outOfRange, "counts.9999999999"),
    (#"{"nope":1}"#, .unknownField, "nope"),
    (#"{"inner":{"nope":1}}"#, .unknownField, "inner.nope"),
    ("[]", .wrongType, ""), ("null", .wrongType, ""), ("1", .wrongType, ""),
    ("", .malformedJSON, ""), ("{", .malformedJSON, ""), (#"{"i32":1,}"#, .malformedJSON, ""),
    (#"{"i32":01}"#, .malformedJSON, ""), ("{}{}", .malformedJSON, ""),
  ]

  @Test(
    "what is there twice, or contradicts itself, is refused",
    arguments: Self.contradictionsCases)
  func refusals(json: String, reason: TranscodeError.Reason, path: String) throws {
    let error = try #require(try Transcoding.refusal(json))
    #expect(error.reason == reason, "\(error)")
    #expect(error.path == path || error.path == "far_away" && path == "farAway")
  }

  @Test("with ignoreUnknown unknown members and names of enumerations are passed over")
  func ignored() throws {
    let options = JSONInputOptions(ignoreUnknown: true)
    let json =
      #"{"nope":{"a":[1,{}]},"i32":1,"colour":"PINK","#
      + #""colours":["RED","PINK"],"shades":{"1":"PINK","2":"RED"}}"#
    #expect(
      try Transcoding.wire(json, "transcoding.Everything", options)
        == [WirePart.varint(1, 1), .packed(25, [1]), .message(34, [.varint(1, 4), .varint(2, 1)])]
        .wire)
    #expect(try Transcoding.wire(#"{"colours":["PINK"]}"#, "transcoding.Everything", options) == [])
  }

  @Test("large maps are searched for keys that are there twice", arguments: [8, 9, 1000])
  func largeMaps(count: Int) throws {
    let members = (0..<count).map { #""key \#($0)":"v""# }.joined(separator: ",")
    #expect(try Transcoding.refusal(#"{"labels":{\#(members)}}"#) == nil)
    #expect(
      try Transcoding.refusal(#"{"labels":{\#(members),"key 5":""}}"#)
        == TranscodeError(.duplicateField, at: "labels.key 5"))
  }

  @Test("groups, extensions and message sets are written as the file has them")
  func legacy() throws {
    #expect(
      try Transcoding.wire(
        #"{"id":"x","leaf":{"size":1},"branch":[{"codes":[1]},{}],"#
          + #""[legacy.note]":"n","plain":[1,2]}"#,
        "legacy.Tree")
        == [
          WirePart.text(1, "x"), .group(2, [.varint(1, 1)]), .group(3, [.packed(1, [1])]),
          .group(3, []), .text(100, "n"), .varint(4, 1), .varint(4, 2),
        ].wire)
    let set = #"{"[legacy.Member.member]":{"name":"m"}}"#
    #expect(try Transcoding.again(set, "legacy.Set") == set)
  }

  @Test("depth and size are bounded")
  func limits() throws {
    let limits = TranscodeLimits(depth: 10, bytes: 5000)
    func nested(_ depth: Int, _ open: String, _ close: String) -> String {
      String(repeating: open, count: depth) + "{}" + String(repeating: close, count: depth)
    }
    let input: (String) throws -> TranscodeError.Reason? = {
      try Transcoding.refusal($0, "transcoding.Everything", limits: limits)?.reason
    }
    #expect(try input(nested(9, #"{"child":"#, "}")) == nil)
    #expect(try input(nested(10, #"{"child":"#, "}")) == .tooDeep)
    #expect(try input(#"{"value":"# + nested(9, "[", "]") + "}") == .tooDeep)
    #expect(try input(nested(1_000_000, "[", "]")) == .tooLarge)
    #expect(try input(#"{"text":"\#(String(repeating: "x", count: 6000))"}"#) == .tooLarge)
    let anys = nested(20, #"{"@type":"/google.protobuf.Any","value":"#, "}")
    #expect(
      try Transcoding.refusal(anys, "google.protobuf.Any", limits: TranscodeLimits(depth: 15))?
        .reason
        == .tooDeep)
    let many = nested(90, #"{"@type":"/google.protobuf.Any","value":"#, "}")
    #expect(try Transcoding.refusal(many, "google.protobuf.Any") == nil)
  }

  @Test("texts that become longer on the wire get the room they need")
  func growth() throws {
    let json = #"{"reals":[\#(Array(repeating: "1", count: 4000).joined(separator: ","))]}"#
    #expect(try Transcoding.wire(json).count == 4000 * 8 + 5)
    let negative =
      #"{"looseNumbers":[\#(Array(repeating: "-1", count: 4000).joined(separator: ","))]}"#
    #expect(try Transcoding.wire(negative).count == 4000 * 12)
  }

  @Test("room is left in front for what a protocol puts there; a part of a document is a message")
  func leading() throws {
    let input = try Transcoding.input()
    #expect(try input.wire(Array(#"{"i32":1}"#.utf8), leading: 5) == [0, 0, 0, 0, 0, 8, 1])
    let array = try Document(json: #"[{"i32":1},{"i32":2}]"#)
    let messages = try array.elements(of: 0).map { try input.wire(array, node: $0) }
    #expect(messages == [[8, 1], [8, 2]])
  }
}
