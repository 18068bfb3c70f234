import Bytes
import Testing

@Suite struct PercentCodingTests {
  private func encode(_ text: String, _ place: PercentCoding.Place) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    PercentCoding.append(bytes.span, for: place, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private func decode(_ text: String, plusIsBlank: Bool = false) -> String? {
    let bytes = Array(text.utf8)
    return PercentCoding.decode(bytes.span, plusIsBlank: plusIsBlank).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  @Test("a value lands encoded for the place where it lands")
  func places() {
    let text = "a/b c;d,e?f#g%h&i=j:k@l+m$n~\u{e9}\r\n"
    #expect(encode(text, .segment) == "a%2Fb%20c%3Bd%2Ce%3Ff%23g%25h&i=j:k@l+m$n~%C3%A9%0D%0A")
    #expect(encode(text, .path) == "a/b%20c;d,e%3Ff%23g%25h&i=j:k@l+m$n~%C3%A9%0D%0A")
    #expect(
      encode(text, .query)
        == "a%2Fb+c%3Bd%2Ce%3Ff%23g%25h%26i%3Dj%3Ak%40l%2Bm%24n~%C3%A9%0D%0A")
  }

  @Test("every byte comes back from every place")
  func roundTrip() {
    let all = (0...255).map { UInt8($0) }
    for place: PercentCoding.Place in [.segment, .path, .query] {
      var output: [UInt8] = []
      PercentCoding.append(all.span, for: place, to: &output)
      let decoded = PercentCoding.decode(output.span, plusIsBlank: place == .query)
      #expect(decoded == all)
    }
  }

  @Test("broken escapes are refused", arguments: ["%", "%4", "a%", "%4g", "%g4", "%%41", "%-1"])
  func broken(_ text: String) {
    #expect(decode(text) == nil)
  }

  @Test("escapes are decoded once, whatever the case of their digits")
  func once() {
    #expect(decode("%41%2f%2F%2541") == "A//%41")
    #expect(decode("a+b") == "a+b")
    #expect(decode("a+b%2B", plusIsBlank: true) == "a b+")
  }
}
