import Foundation
import Testing

/// `Docs/mistakes.md`, read: each section has a snippet, a command, and the message that it prints.
struct MistakePage {
  struct Entry: Sendable, CustomTestStringConvertible {
    var title: String
    var snippet: [String]
    /// The variables in front of the command.
    var environment: [String: String]
    var file: String
    var messages: [String]

    var testDescription: String { title }
  }

  static let folder = Workshop.root.appending(path: "Fixtures/configurations/mistakes")

  static let entries: [Entry] = {
    let page = Workshop.root.appending(path: "Docs/mistakes.md")
    guard let text = try? String(contentsOf: page, encoding: .utf8) else { return [] }
    return text.components(separatedBy: "\n## ").dropFirst().compactMap(entry)
  }()

  /// A section: the blocks that are indented by four blanks are the snippet and the session.
  private static func entry(_ section: String) -> Entry? {
    let lines = section.components(separatedBy: "\n")
    let code = lines.filter { $0.hasPrefix("    ") }.map { String($0.dropFirst(4)) }
    guard let start = code.firstIndex(where: { $0.hasPrefix("$ ") }), let title = lines.first
    else { return nil }
    let words = code[start].split(separator: " ").dropFirst()
    let variables = words.prefix { $0 != "dragoman" }.map { $0.split(separator: "=", maxSplits: 1) }
    let pairs = variables.filter { $0.count == 2 }.map { (String($0[0]), String($0[1])) }
    return Entry(
      title: title, snippet: Array(code[..<start]),
      environment: Dictionary(pairs, uniquingKeysWith: { $1 }), file: String(words.last ?? ""),
      messages: Array(code[(start + 1)...]))
  }
}
