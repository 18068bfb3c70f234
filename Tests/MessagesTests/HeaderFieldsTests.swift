import Bytes
import Messages
import Testing

@Suite struct HeaderFieldsTests {
  private func text(_ fields: HeaderFields) -> String {
    var output: [UInt8] = []
    fields.write(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private func fault(_ line: String, _ fields: inout HeaderFields) -> FieldLineFault? {
    let bytes = Array(line.utf8)
    return fields.append(line: bytes.span)
  }

  private func pair(_ fields: HeaderFields, _ index: Int) -> [String] {
    [fields.nameRange(at: index), fields.valueRange(at: index)].map {
      String(decoding: fields.storage[$0], as: UTF8.self)
    }
  }

  @Test("lines become fields, with one blank before the value and none behind it")
  func lines() {
    var fields = HeaderFields()
    for line in ["a:b", "C: d e ", "x-long-name:\t \tf\t", "g:", "h: :", "i:  "] {
      let found = fault(line, &fields)
      #expect(found == nil)
    }
    #expect(text(fields) == "A: b\r\nC: d e\r\nX-Long-Name: f\r\nG: \r\nH: :\r\nI: \r\n")
    #expect(fields.count == 6)
    #expect(pair(fields, 2) == ["X-Long-Name", "f"])
    #expect(pair(fields, 3) == ["G", ""])
    #expect(pair(fields, 4) == ["H", ":"])
  }

  @Test("a faulty line says what is wrong and leaves nothing behind")
  func faults() {
    var fields = HeaderFields()
    fields.append(.server, "x")
    let faults: [(String, FieldLineFault)] = [
      (" a: b", .startsWithBlank), ("\ta: b", .startsWithBlank), ("a", .missingName),
      ("", .missingName), (": b", .missingName), ("a : b", .blankBeforeColon),
      ("a\t: b", .blankBeforeColon), ("a(: b", .invalidName), ("é: b", .invalidName),
      ("a\u{0}: b", .invalidName), ("a: \u{0}", .invalidValue), ("a: b\r\nc: d", .invalidValue),
      ("a: b\n", .invalidValue), ("a: \u{7F}", .invalidValue),
      (String(repeating: "a", count: 65536) + ": b", .tooLong),
    ]
    for (line, wanted) in faults {
      let found = fault(line, &fields)
      #expect(found == wanted, "\(line.prefix(10))")
      #expect(text(fields) == "Server: x\r\n")
    }
    let longest = fault(String(repeating: "a", count: 65535) + ": b", &fields)
    #expect(longest == nil)
  }

  @Test("a name and a value apart are held to the same rules")
  func parsing() {
    var fields = HeaderFields()
    let name = Array("x-a".utf8)
    let value = Array("  b ".utf8)
    let bad = Array("a:b".utf8)
    let isGood = fields.append(parsing: name.span, value.span)
    let isBad = fields.append(parsing: bad.span, value.span)
    let isBlank = fields.append(parsing: value.span, value.span)
    #expect(isGood && !isBad && !isBlank)
    #expect(text(fields) == "X-A: b\r\n")
  }

  @Test("every way to append gives the same kind of field")
  func appending() throws {
    var fields = HeaderFields(reserving: 10, count: 1)
    let value = try #require(FieldValue(" v "))
    fields.append(try #require(FieldName("x-own")), value)
    fields.append(.age, value)
    fields.append(.server, "Dragoman")
    fields.append(.contentLength, 1_234_567_890)
    var copy = HeaderFields()
    copy.append(.te, "x")
    for index in (0..<fields.count).reversed() { copy.append(from: fields, at: index) }
    #expect(
      text(fields)
        == "X-Own: v\r\nAge: v\r\nServer: Dragoman\r\nContent-Length: 1234567890\r\n")
    #expect(
      text(copy)
        == "Te: x\r\nContent-Length: 1234567890\r\nServer: Dragoman\r\nAge: v\r\nX-Own: v\r\n")
    #expect(pair(copy, 1) == ["Content-Length", "1234567890"])
    #expect(copy.entries.map(\.known) == [.te, .contentLength, .server, .age, .other])
    copy.removeLast()
    #expect(copy.count == 4)
    #expect(text(copy).hasSuffix("Age: v\r\n"))
    copy.removeAll()
    copy.removeLast()
    #expect(copy.isEmpty && text(copy).isEmpty)
  }

  @Test("HDR-2: fields are found by name whatever the case they came in")
  func lookup() throws {
    var fields = HeaderFields()
    for line in ["X-A: 1", "HOST: h", "x-a: 2", "x-b: 3"] { _ = fault(line, &fields) }
    let name = try #require(FieldName("x-A"))
    #expect(fields.firstIndex(of: name) == 0)
    #expect(fields.firstIndex(of: name, from: 1) == 2)
    #expect(fields.firstIndex(of: name, from: 3) == nil)
    #expect(fields.firstIndex(of: try #require(FieldName("hOST"))) == 1)
    #expect(fields.value(of: .host) == [0x68])
    #expect(fields.value(of: .date) == nil)
  }

  @Test("a token is found in any line of a list, whole and in any case")
  func lists() {
    var fields = HeaderFields()
    for line in ["Connection: a,, Keep-Alive ", "Host: close", "Connection:\tx , Close"] {
      _ = fault(line, &fields)
    }
    #expect(fields.list(.connection, contains: "close"))
    #expect(fields.list(.connection, contains: "keep-alive"))
    #expect(!fields.list(.connection, contains: "keep"))
    #expect(!fields.list(.te, contains: "close"))
  }

  @Test("values with controls cannot be built; blanks at the ends are cut")
  func values() {
    #expect(FieldValue(" \ta b\t ")?.bytes == Array("a b".utf8))
    #expect(FieldValue("")?.bytes == [])
    for text in ["\r", "a\nb", "\u{0}", "a\u{7F}", "\u{1B}[0m"] {
      #expect(FieldValue(text) == nil)
    }
  }

  @Test("HDR-2: fields of the hop, and those that Connection names, do not travel on")
  func hop() {
    var fields = HeaderFields()
    let lines = [
      "A: 1", "Connection: x-hop , Keep-Alive", "X-Hop: 2", "Trailer: 3", "Connection: b,",
      "B: 4", "X-Ho: 5", "Proxy-Authorization: 6", "Proxy-Authenticate: 7",
    ]
    for line in lines { _ = fault(line, &fields) }
    fields = ResponseHead(status: .ok, fields: fields).withoutHopFields().fields
    // The writer leaves out what is left of the connection.
    #expect(
      text(fields)
        == "A: 1\r\nConnection: x-hop , Keep-Alive\r\nConnection: b,\r\nX-Ho: 5\r\n")
  }

  @Test("fields travel on as they are where the connection only says how long it lasts")
  func noHop() {
    for option in ["keep-alive", "close"] {
      var fields = HeaderFields()
      for line in ["A: 1", "Connection: \(option)", "Close: 2"] { _ = fault(line, &fields) }
      let before = text(fields)
      fields = ResponseHead(status: .ok, fields: fields).withoutHopFields().fields
      #expect(text(fields) == before)
    }
  }
}
