import Foundation

/// The working copy that the tests look at.
enum Repository {
  /// The folder of `Package.swift`.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file below a folder of the repository, in the order of their paths.
  static func swiftFiles(in folder: String) throws -> [SourceFile] {
    let base = root.appending(path: folder, directoryHint: .isDirectory)
    let all = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    let files = (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    return try files.sorted { $0.path < $1.path }.map { file in
      let path = String(file.path.dropFirst(root.path.count)).drop { $0 == "/" }
      return SourceFile(path: String(path), text: try String(contentsOf: file, encoding: .utf8))
    }
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
