import Bytes
import Messages
import Testing

@Suite struct MethodAndStatusTests {
  private func method(_ text: String) -> Method? {
    let bytes = Array(text.utf8)
    return Method(bytes.span)
  }

  @Test("a method is any token, and its case counts")
  func methods() {
    let known: [Method] = [
      .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
    ]
    for each in known {
      let read = Method(each.bytes.span)
      #expect(read == each)
    }
    #expect(method("get") == .other(Array("get".utf8)))
    #expect(method("-BLARGH")?.bytes == Array("-BLARGH".utf8))
    for text in ["", "G T", "GET:", "GÉT", "GE(T", "GET\u{0}"] { #expect(method(text) == nil) }
  }

  @Test("only methods that may be repeated are idempotent, only reading ones safe")
  func properties() {
    #expect(Method.get.isIdempotent && Method.put.isIdempotent && Method.delete.isIdempotent)
    #expect(!Method.post.isIdempotent && !Method.patch.isIdempotent)
    #expect(!Method.other([0x41]).isIdempotent)
    #expect(Method.head.isSafe && !Method.options.isSafe)
  }

  @Test("a status has three digits of a known class")
  func statuses() {
    for code in [-1, 0, 99, 600, 1000, Int.max] { #expect(Status(code) == nil) }
    for code in 100...599 { #expect(Status(code)?.code == UInt16(code)) }
    #expect(Status(204)?.forbidsBody == true)
    #expect(Status(304)?.forbidsBody == true)
    #expect(Status(103)?.forbidsBody == true)
    #expect(Status(200)?.forbidsBody == false)
    #expect(Status.continue.isInformational && !Status.ok.isInformational)
  }

  @Test("every phrase is free of what could end a line")
  func reasons() throws {
    for code in 100...599 {
      let reason = [UInt8](try #require(Status(code)).reason)
      let control = reason.span.firstControl(in: 0..<reason.count)
      #expect(control == reason.count)
    }
    #expect("\(Status.gatewayTimeout.reason)" == "Gateway Timeout")
    #expect("\(Status.contentTooLarge.reason)" == "Content Too Large")
    #expect("\(try #require(Status(299)).reason)" == "")
  }

  @Test("hop-by-hop fields are known as such")
  func hopByHop() {
    #expect(KnownField.connection.isHopByHop && KnownField.te.isHopByHop)
    #expect(!KnownField.host.isHopByHop && !KnownField.other.isHopByHop)
  }
}
