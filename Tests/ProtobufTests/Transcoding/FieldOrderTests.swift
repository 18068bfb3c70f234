import Document
import Testing

@testable import Protobuf

@Suite("Messages whose fields have to be put in order")
struct FieldOrderTests {
  /// `wide` has so many fields that are numbers, then a oneof of two of them and two messages, then
  /// a map and a list.
  private static let wide = 2000

  private static let schema: Schema = {
    let root = MessageID(index: 0)
    func field(
      _ offset: Int, _ kind: FieldKind, _ cardinality: Field.Cardinality, oneof: Int? = nil
    ) -> Field {
      Field(
        name: "f\(wide + offset)", jsonName: "f\(wide + offset)", number: Int32(wide + offset),
        kind: kind, cardinality: cardinality, oneof: oneof)
    }
    let numbers = (1...wide).map { number in
      Field(
        name: "f\(number)", jsonName: "f\(number)", number: Int32(number), kind: .int32,
        cardinality: .implicit)
    }
    let choice = [
      field(1, .int32, .explicit, oneof: 0), field(2, .int32, .explicit, oneof: 0),
      field(3, .message(root), .explicit, oneof: 0), field(4, .message(root), .explicit, oneof: 0),
    ]
    let rest = [
      field(5, .message(MessageID(index: 1)), .map), field(6, .int32, .repeated),
      field(7, .message(root), .explicit),
    ]
    let entry = [
      Field(name: "key", jsonName: "key", number: 1, kind: .int32, cardinality: .implicit),
      Field(
        name: "value", jsonName: "value", number: 2, kind: .message(root), cardinality: .explicit),
    ]
    return Schema(
      messages: [
        MessageType(
          name: "Wide", file: "w.proto", fields: numbers + choice + rest, oneofs: ["choice"]),
        MessageType(name: "Wide.Entry", file: "w.proto", fields: entry, isMapEntry: true),
      ], enums: [], services: [])
  }()

  private static func number(_ offset: Int) -> UInt32 { UInt32(wide + offset) }

  private func document(
    _ wire: [UInt8], _ limits: TranscodeLimits = TranscodeLimits()
  ) throws -> Document {
    try WireToJSON(
      Self.schema, message: MessageID(index: 0), shape: .protojson, limits: limits
    ).document(wire.span)
  }

  /// Parts again and again, behind one of each of the numbers.
  private func alternating(_ count: Int, _ parts: [WirePart]) -> [UInt8] {
    let numbers = (1...Self.wide).map { WirePart.varint(UInt32($0), 1) }.wire
    let round = parts.wire
    return numbers + (0..<count).flatMap { _ in round }
  }

  @Test("a field costs as many steps whatever came before it: of fields, of oneofs, of lists")
  func steps() throws {
    let tables = OutputCompiler.compile(
      Self.schema, MessageID(index: 0), shape: .protojson, selection: .everything)
    let entries = tables.entries.filter { $0.number != 0 && $0.keyLength > 0 }
    let byte: [UInt8] = [0]
    try byte.withUnsafeBufferPointer { byte in
      let place = try #require(byte.baseAddress)
      var order = FieldOrder(bits: tables.mostWords * 64, limit: 1_000_000)
      var added = 0
      for entry in entries {
        try order.add(place, entry)
        added += 1
      }
      let last = Array(entries.suffix(7))
      for _ in 0..<10_000 {
        for entry in last { try order.add(place, entry) }
        added += last.count
      }
      #expect(!order.isOrdered)
      // Each is added and, maybe, taken out again.
      #expect(order.steps <= added * 2)
      let before = order.steps
      var visited = 0
      var field = order.field()
      while let bit = field {
        var occurrence: Int? = order.first(of: bit)
        while let current = occurrence {
          visited += 1
          occurrence = order.occurrence(after: current)
        }
        field = order.field(after: bit)
      }
      // Numbers, one member of the oneof, all entries, elements and parts.
      #expect(visited == Self.wide + 1 + 3 * 10_001)
      #expect(order.steps - before <= visited * 2 + Self.wide + 10)
    }
  }

  @Test("hostile alternation is read in one go, however wide the message is")
  func alternation() throws {
    let parts: [[WirePart]] = [
      [.varint(Self.number(1), 1), .varint(Self.number(2), 2)],
      [.message(Self.number(3), [.varint(1, 1)]), .message(Self.number(4), [.varint(1, 2)])],
      [.varint(Self.number(6), 1), .varint(1, 1)],
      [.message(Self.number(7), [.varint(1, 1)]), .varint(Self.number(6), 1)],
      [.message(Self.number(5), [.varint(1, 1)]), .varint(1, 2)],
    ]
    for parts in parts {
      let document = try document(alternating(100_000, parts))
      #expect(try Document.scan(document.text, .strict).tape == document.tape)
    }
  }

  @Test("places that are kept count as nodes; a value that replaces another is not kept")
  func limit() throws {
    func reason(_ count: Int, _ parts: [WirePart]) -> TranscodeError.Reason? {
      do throws(TranscodeError) {
        let limits = TranscodeLimits(nodes: 5000)
        _ = try WireToJSON(
          Self.schema, message: MessageID(index: 0), shape: .protojson, limits: limits
        ).document(alternating(count, parts).span)
        return nil
      } catch {
        return error.reason
      }
    }
    let things: [WirePart] = [.message(Self.number(3), []), .message(Self.number(4), [])]
    #expect(reason(50_000, things) == nil)
    let merges: [WirePart] = [.message(Self.number(7), [])]
    #expect(reason(2500, merges) == nil)
    #expect(reason(4000, merges) == .tooLarge)
    let entries: [WirePart] = [.message(Self.number(5), [])]
    #expect(reason(300, entries) == nil)
    #expect(reason(4000, entries) == .tooLarge)
    #expect(reason(50_000, [.varint(Self.number(1), 1), .varint(Self.number(2), 2)]) == nil)
    #expect(reason(50_000, [.varint(1, 1), .varint(2, 2)]) == nil)
  }

  @Test("an entry with its value in many parts is one message")
  func mapParts() throws {
    let part = WirePart.message(2, [.varint(1, 1), .varint(Self.number(6), 3)])
    let parts = Array(repeating: part, count: 3) + [.message(2, [.varint(1, 2)])]
    let wire = WirePart.message(Self.number(5), [.varint(1, 9)] + parts).bytes
    #expect(
      try document(wire).json == #"{"f2005":{"9":{"f1":2,"f2006":[3,3,3]}}}"#)
  }

  @Test("one message leaves nothing of its order to the next")
  func inside() throws {
    let inner: [WirePart] = [
      .varint(Self.number(1), 1), .varint(5, 1), .varint(Self.number(2), 2), .varint(5, 3),
    ]
    let parts: [WirePart] = [
      .message(Self.number(7), inner), .varint(5, 2), .varint(5, 0),
      .message(Self.number(5), [.varint(1, 1), .message(2, inner + inner)]),
      .message(Self.number(7), [.varint(6, 1)] + inner),
    ]
    #expect(
      try document(parts.wire).json
        == #"{"f2007":{"f5":3,"f6":1,"f2002":2},"f2005":{"1":{"f5":3,"f2002":2}}}"#)
  }
}
