import Document
import Foundation

/// The recorded cases beside the repository.
enum SharedFiles {
  static let root: URL = {
    let environment = ProcessInfo.processInfo.environment["DRAGOMAN_SHARED"]
    if let environment { return URL(filePath: environment) }
    return URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "shared")
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
}
