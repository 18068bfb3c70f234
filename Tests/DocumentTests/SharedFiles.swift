import Foundation

/// Where the files beside the repository lie.
enum SharedFiles {
  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let root: URL = {
    let environment = ProcessInfo.processInfo.environment["DRAGOMAN_SHARED"]
    return environment.map { URL(filePath: $0) }
      ?? repository.deletingLastPathComponent().appending(path: "shared")
  }()
}
