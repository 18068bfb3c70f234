import Document
import Protobuf
import Testing

@Suite("Fields of the same names")
struct FieldNameTests {
  /// The JSON name of the second field is the first one's name, the third's that of the first.
  private static let schema = Schema(
    messages: [
      MessageType(
        name: "M", file: "m.proto",
        fields: [
          field("a", "z", 1), field("b", "a", 2), field("c", "z", 3), field("d_d", "dD", 4),
          field("e", "x \"é\"", 5),
        ])
    ], enums: [], services: [])

  private static func field(_ name: String, _ jsonName: String, _ number: Int32) -> Field {
    Field(name: name, jsonName: jsonName, number: number, kind: .int32, cardinality: .implicit)
  }

  private static let root = MessageID(index: 0)

  private func wire(
    _ json: String, _ names: JSONInputOptions.Names = .either
  ) throws -> [UInt8] {
    let options = JSONInputOptions(names: names)
    return try JSONToWire(Self.schema, message: Self.root, options: options).wire(
      Array(json.utf8))
  }

  @Test("a field's JSON name wins over what another one is called in the .proto file")
  func jsonNames() throws {
    #expect(try wire(#"{"a":1}"#) == [0x10, 1])
    #expect(try wire(#"{"b":1}"#) == [0x10, 1])
    #expect(try wire(#"{"a":1}"#, .proto) == [0x08, 1])
    #expect(try wire(#"{"z":1,"a":2,"c":3}"#) == [0x08, 1, 0x10, 2, 0x18, 3])
    #expect(throws: TranscodeError(.duplicateField, at: "b")) { try wire(#"{"a":1,"b":2}"#) }
    #expect(throws: TranscodeError.self) { try wire(#"{"z":1,"a":2,"z":3}"#) }
  }

  @Test("an assignment lands in the field of its path, whatever others are called")
  func assignments() throws {
    let request = RequestMessage(Self.schema, message: Self.root)
    for (name, number) in [("a", UInt32(1)), ("b", 2), ("c", 3), ("d_d", 4), ("dD", 4)] {
      let assignment = FieldAssignment(try request.path(name), [0x37])
      #expect(try request.wire([assignment]) == WirePart.varint(number, 7).bytes)
    }
  }

  @Test("a body sets what its names stand for, and no other field")
  func bodies() throws {
    func wire(
      _ path: String, _ body: String, _ names: JSONInputOptions.Names
    ) throws -> [UInt8] {
      let request = RequestMessage(
        Self.schema, message: Self.root,
        options: JSONInputOptions(ignoreUnknown: true, names: names))
      let assignment = FieldAssignment(try request.path(path), [0x37])
      return try request.wire([assignment], body: try Document(json: body))
    }
    // `dD` is no name there, hence passed over: the text counts.
    #expect(try wire("d_d", #"{"dD":1}"#, .proto) == [0x20, 7])
    #expect(try wire("d_d", #"{"d_d":1}"#, .proto) == [0x20, 1])
    #expect(try wire("dD", #"{"d_d":1}"#, .json) == [0x20, 7])
    #expect(try wire("d_d", #"{"dD":1}"#, .either) == [0x20, 1])
    for name in [#"x \"é\""#, #"\u0078 \u0022\u00e9\""#] {
      #expect(try wire("e", "{\"\(name)\":1}", .either) == [0x28, 1])
      #expect(try wire("x \"é\"", "{\"\(name)\":1}", .json) == [0x28, 1])
      #expect(try wire("e", "{\"\(name)\":1}", .proto) == [0x28, 7])
    }
    #expect(try wire("e", #"{"e":1}"#, .either) == [0x28, 1])
    #expect(try wire("x \"é\"", #"{"e":1}"#, .json) == [0x28, 7])
    // The body's `a` is the field `b`.
    #expect(try wire("a", #"{"a":1}"#, .either) == [0x08, 7, 0x10, 1])
  }
}
