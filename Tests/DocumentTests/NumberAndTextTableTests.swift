import Document
import Testing

/// The summary table of JSON, numbers and text: what goes in and what the two ways of writing give.
@Suite struct NumberAndTextTableTests {
  private func plain(_ text: String) throws -> String {
    var output: [UInt8] = []
    let document = try Document(text, .firstValue)
    JSONWriter.append(0, of: document, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private func sorted(_ text: String) throws -> String {
    var output: [UInt8] = []
    JSONWriter.append(sorted: 0, of: try Document(text, .firstValue), to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test("§9 big integer: all digits survive, plain and sorted")
  func bigInteger() throws {
    let text = #"{"n":[12345678901234567890,9223372036854775807,-9223372036854775808]}"#
    #expect(try plain(text) == text)
    #expect(try sorted(text) == text)
  }

  @Test("§9 decimal: 1.10 stays 1.10, and what no double can hold stays too")
  func decimal() throws {
    let text = "[1.10,1.0,1e400,0.1000000000000000055511151231257827]"
    #expect(try plain(text) == text)
    #expect(try sorted(text) == text)
  }

  @Test("§9 ampersand: stays as it came; sorted output escapes it as Go does")
  func ampersand() throws {
    #expect(try plain(#""a&b""#) == #""a&b""#)
    #expect(try sorted(#""a&b""#) == #""a\u0026b""#)
  }

  @Test("§9 key order: the backend's; sorted output goes by bytes")
  func keyOrder() throws {
    #expect(try plain(#"{"b":1,"a":2}"#) == #"{"b":1,"a":2}"#)
    #expect(try sorted(#"{"b":1,"a":2,"B":3,"é":4}"#) == #"{"B":3,"a":2,"b":1,"é":4}"#)
  }

  @Test("§9 duplicate keys: the last wins in look-ups and in sorted output")
  func duplicateKeys() throws {
    let document = try Document(#"{"a":1,"b":0,"a":2}"#)
    let value = try #require(document.value(of: Array("a".utf8), in: 0))
    #expect(document.json(value) == "2")
    #expect(try sorted(#"{"a":1,"a":2}"#) == #"{"a":2}"#)
  }

  @Test("§9 end of body: no newline")
  func endOfBody() throws {
    #expect(try plain("{}\n") == "{}")
    #expect(try sorted("{}\n") == "{}")
  }
}
