import Bytes
import Messages

/// A parsed request line: `method SP request-target SP HTTP-version` (RFC 9112 §3).
struct HTTP1RequestLine: Sendable {
  let method: Method
  let target: RequestTarget
  let version: HTTPVersion

  /// Reads a request line without its CR LF: single blanks, nothing around them.
  init(_ line: Span<UInt8>, limits: HTTP1Limits) throws(HTTP1Violation) {
    guard let first = line.firstIndex(of: ASCII.space) else { throw .malformedRequestLine }
    guard let method = Method(line.extracting(0..<first)) else { throw .invalidMethod }
    guard let second = line.firstIndex(of: ASCII.space, from: first + 1) else {
      throw .malformedRequestLine
    }
    version = try HTTP1Version.read(line.extracting(second + 1..<line.count))
    guard second - first - 1 <= limits.maxTargetBytes else { throw .targetTooLong }
    guard let target = RequestTarget(line.extracting(first + 1..<second), for: method) else {
      throw .invalidTarget
    }
    self.method = method
    self.target = target
  }

  /// Why a line that does not end within the limit is refused: by its beginning.
  static func violation(ofTooLong beginning: Span<UInt8>) -> HTTP1Violation {
    guard let first = beginning.firstIndex(of: ASCII.space) else { return .invalidMethod }
    guard Method(beginning.extracting(0..<first)) != nil else { return .invalidMethod }
    let second = beginning.firstIndex(of: ASCII.space, from: first + 1)
    return second == nil ? .targetTooLong : .malformedRequestLine
  }
}
