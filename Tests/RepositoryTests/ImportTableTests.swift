import Foundation
import Testing

@Suite("Who may import whom")
struct ImportTableTests {
  /// The modules that a file imports, with the line of each.
  static func imports(of file: SourceFile) -> [(module: String, line: Int)] {
    let form =
      #/
      ^\s* (@\w+ (\([^)]*\))? \s+)*
      ((public|package|internal|fileprivate|private) \s+)?
      import \s+ ((struct|class|enum|protocol|func|var|let|typealias) \s+)? (?<module>\w+)
      /#
    return zip(1..., file.code).compactMap { number, line in
      line.prefixMatch(of: form).map { (String($0.output.module), number) }
    }
  }

  @Test("Sources import nothing outside the import table")
  func sourcesFollowTheTable() throws {
    let files = try Repository.swiftFiles(in: "Sources")
    #expect(!files.isEmpty)
    for file in files {
      let allowed = try #require(
        ImportTable.allowed(for: file), "\(file.path) belongs to no target of the table")
      for (module, line) in Self.imports(of: file) where !allowed.contains(module) {
        Issue.record("\(file.path):\(line): \(file.target) may not import \(module)")
      }
    }
  }

  @Test("The manifest gives no target a dependency outside the import table")
  func manifestFollowsTheTable() throws {
    let manifest = try Repository.text(of: "Package.swift")
    let form = /stage\(\s*"(?<target>\w+)"(?<dependencies>[^)]*)\)/
    let stages = manifest.matches(of: form).filter { $0.output.target != "name" }
    #expect(stages.count > 8)
    for stage in stages {
      let target = String(stage.output.target)
      let allowed = try #require(ImportTable.allowed[target], "\(target) is not in the table")
      for name in stage.output.dependencies.matches(of: /"(\w+)"/).map({ String($0.output.1) }) {
        #expect(allowed.contains(name), "\(target) may not depend on \(name)")
      }
    }
  }

  @Test("The table speaks only of targets that exist")
  func tableIsCurrent() throws {
    let targets = Set(try Repository.swiftFiles(in: "Sources").map(\.target))
    #expect(Set(ImportTable.allowed.keys) == targets)
    for folder in ImportTable.machineFolders.keys {
      let path = Repository.root.appending(path: folder).path
      #expect(FileManager.default.fileExists(atPath: path), "\(folder) is gone")
    }
  }

  @Test(
    "Imports are found with any access level and attribute",
    arguments: [
      "import Glibc", "public import Glibc", "@testable import Glibc", "internal import Glibc",
      "@_exported public import Glibc", "import struct Glibc.stat", "@_spi(X) import Glibc",
    ])
  func importForms(line: String) {
    let file = SourceFile(path: "Sources/X/Y.swift", text: "// import Nothing\n\(line)\n")
    #expect(Self.imports(of: file).map(\.module) == ["Glibc"])
    #expect(Self.imports(of: file).map(\.line) == [2])
  }
}
