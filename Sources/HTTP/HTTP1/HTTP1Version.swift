import Bytes
import Messages

/// The version in a start line: `HTTP/` DIGIT `.` DIGIT, in capitals (RFC 9112 §2.3).
enum HTTP1Version {
  /// Reads a version. Minor versions above 1 speak 1.1 with us (RFC 9110 §2.5).
  static func read(_ text: Span<UInt8>) throws(HTTP1Violation) -> HTTPVersion {
    if text.equals("HTTP/1.1") { return .http11 }
    guard text.count == 8, text.extracting(0..<5).equals("HTTP/"), ASCII.isDigit(text[5]),
      text[6] == ASCII.dot, ASCII.isDigit(text[7])
    else { throw .invalidVersion }
    guard text[5] == 0x31 else { throw .unsupportedVersion }
    return text[7] == ASCII.zero ? .http10 : .http11
  }
}
