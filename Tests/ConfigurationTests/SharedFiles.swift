import Foundation

/// Where the files outside the test bundle lie.
enum SharedFiles {
  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let shared: URL = {
    let environment = ProcessInfo.processInfo.environment["DRAGOMAN_SHARED"]
    return environment.map { URL(filePath: $0) }
      ?? repository.deletingLastPathComponent().appending(path: "shared")
  }()

  static func fixturePath(_ name: String) -> String {
    repository.appending(path: "Fixtures/configurations/\(name)").path(percentEncoded: false)
  }

  static func fixture(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: repository.appending(path: "Fixtures/configurations/\(name)")))
  }
}
