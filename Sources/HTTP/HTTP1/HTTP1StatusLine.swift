import Bytes
import Messages

/// A parsed status line: `HTTP-version SP status-code SP [ reason-phrase ]` (RFC 9112 §4).
struct HTTP1StatusLine: Sendable {
  let version: HTTPVersion
  let status: Status

  /// Reads a status line without its CR LF. The phrase is skipped; a missing blank behind the code
  /// is forgiven where nothing follows.
  init(_ line: Span<UInt8>) throws(HTTP1Violation) {
    guard line.count >= 12, line[8] == ASCII.space else { throw .malformedStatusLine }
    version = try HTTP1Version.read(line.extracting(0..<8))
    guard line.count == 12 || line[12] == ASCII.space else { throw .invalidStatusCode }
    guard let code = NumberText.decimal(line.extracting(9..<12)), let status = Status(Int(code))
    else { throw .invalidStatusCode }
    self.status = status
  }
}
