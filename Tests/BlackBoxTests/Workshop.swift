import Foundation

/// Where the tests find the program, the repository, and the tools of the system.
enum Workshop {
  /// The folder of `Package.swift`.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The program under test: what DRAGOMAN names, else what was built last beside the tests.
  static let binary: String? = {
    if let named = ProcessInfo.processInfo.environment["DRAGOMAN"] { return named }
    let built = ["debug", "release"].map { root.appending(path: ".build/\($0)/dragoman").path }
    return built.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Whether the program and these tools are there; prints what is not.
  static func has(_ tools: String...) -> Bool {
    var missing = tools.filter { path(of: $0) == nil }
    if binary == nil { missing.append("the dragoman binary (make build)") }
    for name in missing { print("skipped: \(name) is not there") }
    return missing.isEmpty
  }

  /// Where a tool is.
  static func path(of tool: String) -> String? {
    let search = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let folders = search.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
    return folders.map { "\($0)/\(tool)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// A new folder, which the caller removes.
  static func makeFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dragoman-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
