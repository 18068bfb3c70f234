import Configuration
import Foundation
import Testing

/// `Docs/configuration.md` lists the keys that the reader knows, no more and no less. With
/// `DRAGOMAN_WRITE_DOCS=1` the test writes the list instead of checking it.
@Suite("The reference of the keys")
struct KeyReferenceTests {
  static let file = SharedFiles.repository.appending(path: "Docs/configuration.md")
  static let heading = "\n## Keys\n"

  @Test("Docs/configuration.md lists exactly the keys that are known")
  func reference() throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let parts = text.split(separator: Self.heading, maxSplits: 1, omittingEmptySubsequences: false)
    let expected = parts[0] + Self.heading + KnownKeys.places.map(Self.section).joined()
    if ProcessInfo.processInfo.environment["DRAGOMAN_WRITE_DOCS"] == "1" {
      try Data(expected.utf8).write(to: Self.file)
    } else {
      let isCurrent = text == expected
      #expect(isCurrent, "run DRAGOMAN_WRITE_DOCS=1 swift test --filter KeyReferenceTests")
    }
  }

  private static func section(_ place: KeyPlace) -> String {
    var text = "\n### \(place.title.prefix(1).uppercased() + place.title.dropFirst())\n\n"
    text += "`\(place.path)`\n"
    let supported = place.keys.filter { $0.state == .supported }
    if !supported.isEmpty {
      text += "\n| key | type | default | meaning |\n| --- | --- | --- | --- |\n"
      for key in supported {
        text += "| `\(key.name)` | \(key.type.rawValue) | \(standard(key)) | \(meaning(key)) |\n"
      }
    }
    for (state, label) in [
      (KnownKey.State.guards, "Refuses the start, not supported yet"),
      (.later, "Not supported yet"), (.ignored, "No effect, said at the start"),
      (.inert, "Nothing to do while serving"),
    ] {
      let keys = place.keys.filter { $0.state == state }
      guard !keys.isEmpty else { continue }
      let list = keys.map { "- `\($0.name)`: \($0.meaning)" }.joined(separator: "\n")
      text += "\n\(label):\n\n\(list)\n"
    }
    return text
  }

  private static func standard(_ key: KnownKey) -> String {
    if key.standard.isEmpty { return "–" }
    return key.standard.contains("`") || key.standard.contains(" ") && !key.standard.hasPrefix("[")
      ? key.standard : "`\(key.standard)`"
  }

  private static func meaning(_ key: KnownKey) -> String {
    guard !key.choices.isEmpty else { return key.meaning }
    let choices = key.choices.map { choice in
      let note = choice.state == .later ? "not supported yet" : choice.meaning
      return note.isEmpty ? "`\(choice.name)`" : "`\(choice.name)` (\(note))"
    }
    return "\(key.meaning): \(choices.joined(separator: ", "))"
  }

  @Test("every key has a meaning, and no place has a key twice")
  func table() {
    for place in KnownKeys.places {
      #expect(Set(place.keys.map { $0.name.lowercased() }).count == place.keys.count)
      for key in place.keys { #expect(!key.meaning.isEmpty, "\(key.name) of \(place.name)") }
    }
    #expect(Set(KnownKeys.places.map(\.name)).count == KnownKeys.places.count)
  }
}
