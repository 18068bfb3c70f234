import Foundation

/// The files of a folder of the repository.
enum Fixtures {
  static func contents(of folder: String) throws -> [[UInt8]] {
    let root = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let files = FileManager.default.enumerator(
      at: root.appending(path: folder), includingPropertiesForKeys: nil)
    var contents: [[UInt8]] = []
    for case let file as URL in files ?? FileManager.DirectoryEnumerator()
    where !file.hasDirectoryPath {
      contents.append([UInt8](try Data(contentsOf: file)))
    }
    return contents
  }
}
