import Foundation

/// External cases beside the repository; `DRAGOMAN_SHARED` says where they are, if elsewhere.
enum SharedSuites {
  static let root: URL = {
    if let path = ProcessInfo.processInfo.environment["DRAGOMAN_SHARED"] {
      return URL(fileURLWithPath: path)
    }
    return repository.deletingLastPathComponent().appendingPathComponent("shared")
  }()

  /// The root of the repository.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Reads the suites' `snake_case` keys.
  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  /// The bytes of a file, or nil with a printed reason.
  static func data(_ path: String) -> Data? {
    let url = root.appendingPathComponent(path)
    guard let data = try? Data(contentsOf: url) else {
      print("skipped: no \(url.path) (set DRAGOMAN_SHARED)")
      return nil
    }
    return data
  }
}
