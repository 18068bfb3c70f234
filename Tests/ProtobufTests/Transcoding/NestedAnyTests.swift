import Document
import Protobuf
import Testing

@Suite("Any inside of Any")
struct NestedAnyTests {
  private static func transcoder(
    _ limits: TranscodeLimits = TranscodeLimits()
  ) throws -> WireToJSON {
    let schema = try DescriptorPool.load([]).schema
    let any = try #require(schema.message(named: "google.protobuf.Any"))
    return WireToJSON(schema, message: any, shape: .protojson, limits: limits)
  }

  /// An `Any` that holds an `Any`, and so on; the innermost is of no type that has to be read.
  private static func nested(_ levels: Int) -> [UInt8] {
    var heads: [[UInt8]] = []
    var length = 0
    for level in 0..<levels {
      var head = WirePart.text(1, "/google.protobuf.Any").bytes
      if level > 0 { head += [0x12] + WirePart.varint(UInt64(length)) }
      heads.append(head)
      length += head.count
    }
    return heads.reversed().flatMap { $0 }
  }

  private static let lessons: [[WirePart]] = [
    // Much text in few nodes, and hardly any text.
    [
      .text(1, "type.googleapis.com/google.protobuf.StringValue"),
      .message(2, [.text(1, String(repeating: "a", count: 4096))]),
    ],
    [.text(900, String(repeating: "a", count: 4096))],
  ]

  @Test(
    "each level finds its room, whatever messages before have taught about it",
    arguments: [0, 1])
  func room(lesson: Int) throws {
    let transcoder = try Self.transcoder()
    let wire = Self.lessons[lesson].wire
    for _ in 0..<3 { _ = try transcoder.document(wire.span) }
    let document = try transcoder.document(Self.nested(90).span)
    #expect(try Document.scan(document.text, .strict).tape == document.tape)
  }

  @Test("levels take nothing of the thread's stack, however many are allowed")
  func stack() throws {
    let transcoder = try Self.transcoder(TranscodeLimits(depth: 10_000))
    let document = try transcoder.document(Self.nested(9_990).span)
    // Of each level an object, a name and a text, and but for the last one the name of its value.
    #expect(document.tape.count == 9_990 * 4 - 1 + 2)
    #expect(throws: TranscodeError.self) { try transcoder.document(Self.nested(10_010).span) }
  }
}
