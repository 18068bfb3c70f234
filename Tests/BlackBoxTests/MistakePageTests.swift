import Foundation
import Testing

/// The page is the expectation: what it shows is what `check` prints.
@Suite("The page of mistakes", .enabled(if: Workshop.has()))
struct MistakePageTests {
  @Test(
    "CLI-2: one mistake gives one message, as the page prints it", arguments: MistakePage.entries)
  func message(entry: MistakePage.Entry) throws {
    #expect(entry.messages.count == 1)
    let program = try Program(
      try #require(Workshop.binary), ["check", "-c", entry.file], in: MistakePage.folder,
      environment: entry.environment)
    let status = program.end()
    let printed = program.errors.split(separator: "\n").map(String.init)
    #expect(printed.filter { !$0.hasPrefix("ERROR checking") } == entry.messages)
    #expect(status == (entry.messages.contains { $0.contains(": error: ") } ? 1 : 0))
  }

  @Test(
    "each message has a file, a line, a column, and what to write", arguments: MistakePage.entries)
  func form(entry: MistakePage.Entry) throws {
    let message = try #require(entry.messages.first)
    let head = try #require(message.firstMatch(of: /^[^:]+:\d+:\d+: (error|warning): (?<rest>.+)$/))
    #expect(head.output.rest.contains("; ") || head.output.rest.contains("needs two paths"))
  }

  @Test("each snippet stands in its file", arguments: MistakePage.entries)
  func snippet(entry: MistakePage.Entry) throws {
    let file = MistakePage.folder.appending(path: entry.file)
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let bare = lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
    let shown = entry.snippet.map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(!shown.isEmpty)
    #expect(bare.contains(shown.joined(separator: "\n")))
  }

  @Test("every fixture is on the page, and there are twenty at least")
  func complete() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: MistakePage.folder.path)
    let files = names.filter { $0.contains(".") }
    #expect(Set(files) == Set(MistakePage.entries.map(\.file)))
    #expect(files.count >= 20)
  }
}
