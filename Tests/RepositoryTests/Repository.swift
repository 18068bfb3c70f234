import Foundation

/// The working copy that the tests look at.
enum Repository {
  /// The folder of `Package.swift`.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file below `Sources`, `Tests` or `Examples`, in the order of their paths.
  static func swiftFiles(in folder: String) throws -> [SourceFile] {
    let known = try all.get()
    return known.filter { $0.path.hasPrefix("\(folder)/") }
  }

  /// Read once, however many tests look.
  private static let all = Result {
    try ["Sources", "Tests", "Examples"].flatMap { try readSwiftFiles(in: $0) }
  }

  private static func readSwiftFiles(in folder: String) throws -> [SourceFile] {
    try files(in: folder, suffix: "swift").map { file in
      let path = String(file.path.dropFirst(root.path.count)).drop { $0 == "/" }
      return SourceFile(path: String(path), text: try String(contentsOf: file, encoding: .utf8))
    }
  }

  /// The texts of all files with a suffix below some folders.
  static func texts(in folders: [String], suffix: String) throws -> [String] {
    try folders.flatMap { files(in: $0, suffix: suffix) }.map {
      try String(contentsOf: $0, encoding: .utf8)
    }
  }

  private static func files(in folder: String, suffix: String) -> [URL] {
    let base = root.appending(path: folder, directoryHint: .isDirectory)
    let all = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == suffix }
      .sorted { $0.path < $1.path }
  }

  /// The display names of all tests of the repository, and the titles of the exchanges that the
  /// black-box tests play.
  static func testNames() throws -> [String] {
    let form = /@Test\(\s*"(?<name>(\\.|[^"\\])*)"/
    let tests = try swiftFiles(in: "Tests").flatMap { file in
      file.lines.joined(separator: "\n").matches(of: form).map { String($0.output.name) }
    }
    let title = /"title": "(?<title>(\\.|[^"\\])*)"/
    let specs = try texts(in: ["Fixtures/specs", "Examples"], suffix: "json")
    return tests + specs.flatMap { $0.matches(of: title).map { String($0.output.title) } }
  }

  /// The text of a file of the repository.
  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// External reference material, which lies beside the repository where it is there at all.
  static var shared: URL? {
    let named = ProcessInfo.processInfo.environment["DRAGOMAN_SHARED"].map { URL(filePath: $0) }
    let folder = named ?? root.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }
}
