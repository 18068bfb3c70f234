import Foundation
import Network

/// A file that a log writes to and a test reads.
final class LogFile: Sendable {
  let output: OutputFile
  private let path: String
  private let descriptor: Int32

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID())").path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    output = OutputFile(descriptor: descriptor)
  }

  deinit {
    close(descriptor)
    unlink(path)
  }

  /// The lines written so far; waits for those under way.
  var lines: [String] {
    output.flush()
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }
}

/// Lets other threads go on.
enum Waiting {
  static func briefly() { poll(nil, 0, 5) }
}
