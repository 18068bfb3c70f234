import Protobuf
import Testing

@Suite struct StatusDetailsTests {
  @Test("GRPC-D2: a status has a code, a message and packed details")
  func details() throws {
    let detail = DescriptorBytes.message(
      3, [.text(1, "type.googleapis.com/google.rpc.RetryInfo"), .text(2, "xy")])
    let bytes = DescriptorBytes.number(1, 5).bytes + DescriptorBytes.text(2, "not here").bytes
    let status = try #require(StatusDetails(bytes: bytes + detail.bytes + detail.bytes))
    #expect(status.code == 5)
    #expect(status.message == Array("not here".utf8))
    #expect(status.details.count == 2)
    #expect(status.details[0].typeName == "google.rpc.RetryInfo")
    #expect(status.details[0].value == Array("xy".utf8))
  }

  @Test func anEmptyStatusIsOne() {
    #expect(StatusDetails(bytes: [])?.code == 0)
    #expect(StatusDetails(bytes: [])?.details == [])
  }

  @Test func theNameOfATypeIsWhatFollowsTheLastSlash() {
    func name(_ url: String) -> String? {
      StatusDetails.Detail(typeURL: Array(url.utf8), value: []).typeName
    }
    #expect(name("a/b/c.D") == "c.D" && name("c.D") == "c.D")
    #expect(name("a/") == nil && name("") == nil)
  }

  @Test func bytesThatAreNoStatusAreNone() {
    #expect(StatusDetails(bytes: [0x08]) == nil)
    #expect(StatusDetails(bytes: [0x0A, 0x00]) == nil)
    #expect(StatusDetails(bytes: [0x0B]) == nil)
  }

  @Test func textMayHoldAnyBytes() {
    #expect(StatusDetails(bytes: [0x12, 0x03, 0x61, 0x00, 0xFF])?.message == [0x61, 0x00, 0xFF])
  }

  @Test func detailsAreBounded() {
    let many = [UInt8]((0..<1000).flatMap { _ in [0x1A, 0x00] as [UInt8] })
    #expect(StatusDetails(bytes: many)?.details.count == StatusDetails.limit)
    let tooMany = [UInt8]((0..<100_000).flatMap { _ in [0x1A, 0x00] as [UInt8] })
    #expect(StatusDetails(bytes: tooMany) == nil)
  }
}
