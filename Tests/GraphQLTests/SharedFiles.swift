import Document
import Foundation

/// The recorded cases beside the repository.
enum SharedFiles {
  private static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let root: URL = {
    if let named = ProcessInfo.processInfo.environment["DRAGOMAN_SHARED"] {
      return URL(filePath: named)
    }
    return repository.deletingLastPathComponent().appending(path: "shared")
  }()

  /// A file of cases as a document; nil, with the reason printed, if it is not there.
  static func document(_ path: String) throws -> Document? {
    let url = root.appending(path: path)
    guard let data = try? Data(contentsOf: url) else {
      print("skipped: no \(url.path)")
      return nil
    }
    return try Document.scan([UInt8](data))
  }

  /// What a fuzzer of this repository has kept.
  static func fuzzInputs(_ name: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = repository.appending(path: "Fixtures/fuzz/\(name)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var inputs: [(String, [UInt8])] = []
    for case let file as URL in files ?? .init() where !file.hasDirectoryPath {
      inputs.append((file.lastPathComponent, [UInt8](try Data(contentsOf: file))))
    }
    return inputs
  }
}
