import Document
import Protobuf
import Testing

@Suite("Any inside of Any")
struct NestedAnyTests {
  private static func delimited(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    var length: [UInt8] = []
    var rest = content.count
    repeat {
      length.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return [tag] + length + content
  }

  @Test("each level finds its room, whatever messages before have taught about it")
  func room() throws {
    let schema = try DescriptorPool.load([]).schema
    let any = try #require(schema.message(named: "google.protobuf.Any"))
    let type = Array("type.googleapis.com/google.protobuf.StringValue".utf8)
    let text = [UInt8](repeating: 0x61, count: 4096)
    let plain = Self.delimited(0x0A, type) + Self.delimited(0x12, Self.delimited(0x0A, text))
    var nested: [UInt8] = []
    for _ in 0..<90 {
      nested =
        Self.delimited(0x0A, Array("/google.protobuf.Any".utf8))
        + (nested.isEmpty ? [] : Self.delimited(0x12, nested))
    }
    let transcoder = WireToJSON(schema, message: any, shape: .protojson)
    for _ in 0..<3 { _ = try transcoder.document(plain.span) }
    let document = try transcoder.document(nested.span)
    #expect(try Document.scan(document.text, .strict).tape == document.tape)
  }
}
