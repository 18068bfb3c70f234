import GraphQL
import Testing

@Suite("Strings of documents")
struct BlockStringTests {
  /// The value of the one argument of a field.
  private func value(_ literal: String) throws -> String? {
    let document = try parse("{ a(b: \(literal)) }")
    guard case .field(let field)? = document.operations.first?.selections.first,
      case .string(let bytes)? = field.arguments.first?.value.kind
    else { return nil }
    return text(bytes)
  }

  @Test(
    "a block string loses the indentation that its lines share, and blank lines at its ends",
    arguments: [
      (
        "\n    Hello,\n      World!\n\n    Yours,\n      GraphQL.\n  ",
        "Hello,\n  World!\n\nYours,\n  GraphQL."
      ),
      ("one line", "one line"),
      ("  first\n  second", "  first\nsecond"),
      ("\n\n\n", ""),
      ("  \n \t \n", ""),
      ("a\r\n b\r c\n  d", "a\nb\nc\n d"),
      ("\n\ta\n\t b\n", "a\n b"),
      ("a\n\n  b", "a\n\nb"),
      ("\n  a\n \n  b\n", "a\n\nb"),
      ("\\n \\u0041 \\", "\\n \\u0041 \\ "),
      ("\\\"\"\"", "\"\"\""),
      ("\n  \u{E9}\u{1F600}\n", "\u{E9}\u{1F600}"),
    ])
  func blocks(raw: String, meaning: String) throws {
    let body = raw.hasSuffix("\\") ? raw + " " : raw
    #expect(try value("\"\"\"\(body)\"\"\"") == meaning)
  }

  @Test(
    "escapes mean what they say",
    arguments: [
      (#""\u00E9\u{e9}\uD83D\uDE00\u{1F600}""#, "\u{E9}\u{E9}\u{1F600}\u{1F600}"),
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
      (#""\u0000""#, "\u{0}"), (#""\u{10FFFF}""#, "\u{10FFFF}"), (#""""#, ""),
    ])
  func escapes(literal: String, meaning: String) throws {
    #expect(try value(literal) == meaning)
  }

  @Test("whatever a string holds, it is printed so that it reads back the same")
  func roundTrip() throws {
    let scalars =
      (0...0x2FF).compactMap(Unicode.Scalar.init) + ["\u{2028}", "\u{FEFF}", "\u{1F600}"]
    for scalar in scalars {
      let escaped = "\\u{" + String(scalar.value, radix: 16) + "}"
      let document = try ExecutableDocument.parse(
        Array("{ a(b: \"x\(escaped)\(escaped)\") }".utf8), keepsLocations: false)
      let again = try ExecutableDocument.parse(document.printed(), keepsLocations: false)
      #expect(again == document, "U+\(scalar.value)")
    }
  }
}
