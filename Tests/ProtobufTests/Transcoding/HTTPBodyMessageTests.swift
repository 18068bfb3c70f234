import Protobuf
import Testing

@Suite("google.api.HttpBody")
struct HTTPBodyMessageTests {
  @Test("type and content are taken out of a message and put into one")
  func both() throws {
    let wire = HTTPBodyMessage.wire(
      contentType: Array("a/b".utf8), data: [UInt8](0...200).span, leading: 5)
    #expect(wire.prefix(5).allSatisfy { $0 == 0 })
    let message = Array(wire.dropFirst(5))
    #expect(message == [WirePart.text(1, "a/b"), .bytes(2, [UInt8](0...200))].wire)
    let body = try HTTPBodyMessage.read(message.span)
    #expect(body.contentType == Array("a/b".utf8))
    #expect(Array(message[body.data]) == [UInt8](0...200))
  }

  @Test("parts may be missing, doubled or unknown")
  func odd() throws {
    let empty = try HTTPBodyMessage.read([UInt8]().span)
    #expect(empty.contentType.isEmpty && empty.data.isEmpty)
    #expect(HTTPBodyMessage.wire(contentType: [], data: [UInt8]().span).isEmpty)
    let wire = [WirePart.bytes(2, [1]), .message(3, [.text(1, "x")]), .bytes(2, [2, 3])].wire
    #expect(Array(wire[try HTTPBodyMessage.read(wire.span).data]) == [2, 3])
  }

  @Test("what is no message is refused")
  func refused() {
    #expect(throws: TranscodeError(.truncated)) {
      try HTTPBodyMessage.read([UInt8]([0x12, 5, 1]).span)
    }
    #expect(throws: TranscodeError(.notUTF8)) {
      try HTTPBodyMessage.read([UInt8]([0x0A, 1, 0xFF]).span)
    }
  }
}
