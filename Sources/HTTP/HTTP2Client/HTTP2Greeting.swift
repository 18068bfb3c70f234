import Bytes

/// The first bytes of a server, looked at when they are no HTTP/2: what does it speak?
struct HTTP2Greeting {
  private var bytes: [UInt8] = []

  /// Keeps the beginning.
  mutating func append(_ more: Span<UInt8>) {
    let count = min(16 - bytes.count, more.count)
    if count > 0 { bytes.append(more.extracting(0..<count)) }
  }

  /// What it was, in words.
  var words: String {
    if bytes.isEmpty { return "the server closed the connection without a word" }
    if bytes.starts(with: "HTTP/".utf8) { return "the server answers in HTTP/1, not HTTP/2" }
    // A record of TLS: an alert or a handshake (RFC 8446 §5.1).
    if bytes.count > 1, bytes[0] == 0x15 || bytes[0] == 0x16, bytes[1] == 3 {
      return "the server speaks TLS"
    }
    return "the server does not speak HTTP/2"
  }
}
