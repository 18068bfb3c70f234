import Messages
import Network

// Content of known length that nobody looks at goes through a pipe, from socket to socket.
extension HTTP1ClientConnection {
  /// From here on a pipe costs less than copying.
  static let relayMinimum: UInt64 = 32 * 1024
  /// How much is read at first where the content will be relayed.
  static let headBytes = 4096

  /// How much of the content can pass through pipes: all that is still to come, once nothing of it
  /// waits here.
  var relayable: UInt64 {
    let isHere = !waiting.isEmpty || ending != nil || !(buffer?.isEmpty ?? true)
    guard !isHere, socket.canSplice else { return 0 }
    return parser.contentRemaining ?? 0
  }

  /// Fills an empty pipe with what has arrived. The end and failures are for `pull` to find again.
  func fill(_ pipe: SplicePipe) -> IOResult {
    let rest = relayable
    guard rest > 0 else { return .end }
    giveBackBuffer()
    guard socket.canRead else { return .wouldBlock }
    let result = socket.read(into: pipe, limit: Int(min(rest, 1 << 20)))
    if case .bytes(let count) = result { passed(UInt64(count)) }
    return result
  }

  /// The parser has not seen this content, but has to find the end behind it.
  private func passed(_ count: UInt64) {
    parser.skipContent(count)
    guard parser.contentRemaining == 0 else { return }
    let nothing: [UInt8] = []
    var offset = 0
    if case .end = parser.next(nothing.span, from: &offset) { ending = .ended }
  }
}

extension ClientExchange {
  /// How much of the content can pass through pipes now.
  var relayable: UInt64 { keepsContent ? 0 : connection?.relayable ?? 0 }

  /// Fills an empty pipe with content.
  func fill(_ pipe: SplicePipe) -> IOResult { connection?.fill(pipe) ?? .end }
}
