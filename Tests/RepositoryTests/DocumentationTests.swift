import Foundation
import Testing

@Suite("The documentation")
struct DocumentationTests {
  private static let pages = ["README.md", "CHANGELOG.md"] + names(in: "Docs").map { "Docs/\($0)" }

  private static func names(in folder: String) -> [String] {
    let path = Repository.root.appending(path: folder).path
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  @Test("Every link to a file of the repository leads somewhere")
  func links() throws {
    for page in Self.pages.filter({ $0.hasSuffix(".md") }) {
      let text = try Repository.text(of: page)
      let folder = Repository.root.appending(path: page).deletingLastPathComponent()
      for match in text.matches(of: /\]\((?<target>[^)#:]+)(#[^)]*)?\)/) {
        let target = folder.appending(path: String(match.output.target))
        let exists = FileManager.default.fileExists(atPath: target.path)
        #expect(exists, "\(page) links to \(match.output.target)")
      }
    }
  }

  @Test("Every page of Docs is linked from the README")
  func index() throws {
    let readme = try Repository.text(of: "README.md")
    for name in Self.names(in: "Docs") where name.hasSuffix(".md") {
      #expect(readme.contains("Docs/\(name)"), "README.md does not mention Docs/\(name)")
    }
  }

  @Test("Every example has a configuration, a page of README and exchanges")
  func examples() throws {
    let folders = Self.names(in: "Examples")
    #expect(folders.count >= 9)
    for folder in folders {
      let files = Self.names(in: "Examples/\(folder)")
      #expect(files.contains { $0.hasPrefix("krakend.") }, "\(folder) has no configuration")
      #expect(files.contains("expected.json"), "\(folder) has no exchanges")
      let readme = try Repository.text(of: "Examples/\(folder)/README.md")
      #expect(readme.split(separator: "\n", omittingEmptySubsequences: false).count <= 60)
    }
  }

  @Test("The table of targets in the architecture page is the import table")
  func targets() throws {
    let text = try Repository.text(of: "Docs/architecture.md")
    for target in ImportTable.allowed.keys {
      #expect(text.contains("| `\(target)` |"), "Docs/architecture.md does not list \(target)")
    }
  }
}
