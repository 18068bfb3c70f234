import Bytes
import Messages

/// Asks a proxy for a tunnel: the request, and what its answer means. Does no I/O.
struct TunnelRequest {
  /// What the answer means so far.
  enum Outcome: Equatable {
    case needsMore
    /// What follows is the host's.
    case open
    /// The proxy says no.
    case refused(Status)
    case malformed(HTTP1Violation)
  }

  /// What is sent.
  let bytes: [UInt8]
  private var parser: HTTP1ResponseParser

  init(to origin: Origin, through tunnel: Tunnel, limits: HTTP1Limits) {
    let name = origin.host.utf8.contains(ASCII.colon) ? "[\(origin.host)]" : origin.host
    let authority = [UInt8]("\(name):\(origin.port)".utf8)
    var bytes = [UInt8]("CONNECT ".utf8) + authority
    bytes.append("\u{20}HTTP/1.1\r\nHost: ")
    bytes += authority
    if let authorization = tunnel.passage.authorization {
      bytes.append("\r\nProxy-Authorization: ")
      bytes += authorization.bytes
    }
    bytes.append("\r\n\r\n")
    self.bytes = bytes
    parser = HTTP1ResponseParser(limits: limits)
    parser.begin(answerTo: .connect)
  }

  /// Takes in what came, from `offset` on. Of an answer that opens the tunnel nothing behind the
  /// head is taken (RFC 9110 §9.3.6).
  mutating func read(_ bytes: Span<UInt8>, from offset: inout Int) -> Outcome {
    while true {
      switch parser.next(bytes, from: &offset) {
      case .needsMore: return .needsMore
      case .informational: continue
      case .head(let head, _):
        return head.status.code / 100 == 2 ? .open : .refused(head.status)
      case .body, .end: return .malformed(.truncated)
      case .reject(let violation): return .malformed(violation)
      }
    }
  }
}
