import Bytes
import Testing

@Suite struct ASCIITests {
  private func bytes(where holds: (UInt8) -> Bool) -> String {
    String(decoding: (0...255).map { UInt8($0) }.filter(holds), as: UTF8.self)
  }

  private let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

  @Test("the token characters are those of RFC 9110 §5.6.2")
  func token() {
    let wanted = Set("!#$%&'*+-.^_`|~0123456789" + letters + letters.lowercased())
    #expect(Set(bytes(where: ASCII.isToken)) == wanted)
  }

  @Test("the characters of a registered name are those of RFC 3986 §3.2.2")
  func registeredName() {
    let wanted = Set("-._~!$&'()*+,;=0123456789" + letters + letters.lowercased())
    #expect(Set(bytes(where: ASCII.isRegisteredName)) == wanted)
  }

  @Test("a target holds visible characters but # and \\")
  func target() {
    for byte in UInt8.min...UInt8.max {
      let isVisible = byte > 0x20 && byte != 0x7F
      #expect(ASCII.isTarget(byte) == (isVisible && byte != 0x23 && byte != 0x5C))
    }
  }

  @Test("case changes letters only")
  func letterCase() {
    for byte in UInt8.min...UInt8.max {
      let character = Character(UnicodeScalar(byte))
      let isLetter = byte < 0x80 && character.isLetter
      #expect(ASCII.isLetter(byte) == isLetter)
      #expect(ASCII.isDigit(byte) == ("0"..."9").contains(character))
      #expect(ASCII.lowercased(byte) == (isLetter ? byte | 0x20 : byte))
      #expect(ASCII.uppercased(byte) == (isLetter ? byte & 0xDF : byte))
      let digit = byte < 0x80 ? character.hexDigitValue.map { UInt8($0) } : nil
      #expect(ASCII.hexadecimalValue(byte) == digit)
    }
  }

  @Test("texts are compared without their case")
  func comparison() {
    let left = Array("Keep-Alive[".utf8)
    let right = Array("kEEP-aLIVE[".utf8)
    let other = Array("keep-alive{".utf8)
    let results = [
      ASCII.equalsIgnoringCase(left.span, right.span),
      ASCII.equalsIgnoringCase(left.span, other.span),
      left.span.equalsIgnoringCase(lower: "keep-alive["),
      left.span.equalsIgnoringCase(lower: "keep-alive"),
      left.span.equals("Keep-Alive["), left.span.equals("keep-alive["),
    ]
    #expect(results == [true, false, true, false, true, false])
  }
}
