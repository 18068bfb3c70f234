import Bytes
import Testing

@Suite("What somebody may have meant")
struct SpellingTests {
  @Test(
    "a slip finds its word; what is far off finds none",
    arguments: [
      ("uper", "upper"), ("UPPER", "upper"), ("pruge", nil), ("lowre", "lower"), ("x", nil),
      ("quote", "squote"),
    ] as [(String, String?)])
  func nearest(text: String, word: String?) {
    #expect(Spelling.nearest(to: text, among: ["upper", "lower", "squote", "y"]) == word)
  }

  @Test("a text that is no word is not looked up")
  func long() {
    let text = String(repeating: "a", count: 65)
    #expect(Spelling.nearest(to: text, among: [text]) == nil)
  }
}
