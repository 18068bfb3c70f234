import HTTP
import Messages

/// Everything that a parser makes of a stream that comes in pieces.
struct RequestReading: Equatable {
  private(set) var requests: [ReadRequest] = []
  private(set) var violation: HTTP1Violation?
  /// What the parser did that its contract forbids.
  private(set) var fault: String?

  /// Reads `bytes` in pieces whose sizes repeat.
  init(_ bytes: [UInt8], pieces: [Int], limits: HTTP1Limits) {
    var parser = HTTP1RequestParser(limits: limits)
    var start = 0
    var turn = 0
    while start < bytes.count, violation == nil, fault == nil {
      let end = min(start + max(pieces[turn % pieces.count], 1), bytes.count)
      read(Array(bytes[start..<end]), &parser)
      start = end
      turn += 1
    }
  }

  private mutating func read(_ piece: [UInt8], _ parser: inout HTTP1RequestParser) {
    var offset = 0
    while violation == nil, fault == nil {
      let before = offset
      let event = parser.next(piece.span, from: &offset)
      guard before <= offset, offset <= piece.count else { return fault = "offset \(offset)" }
      switch event {
      case .needsMore:
        if offset != piece.count { fault = "wants more before all is consumed" }
        return
      case .head(let head, let framing): begin(head, framing)
      case .body(let range):
        guard before <= range.lowerBound, range.upperBound <= offset, !range.isEmpty else {
          return fault = "body \(range) out of \(before)..<\(offset)"
        }
        guard isOpen else { return fault = "a body without a head" }
        requests[requests.count - 1].content += piece[range]
      case .end:
        guard isOpen else { return fault = "an end without a head" }
        requests[requests.count - 1].trailers = ReadField.all(parser.trailers)
      case .reject(let violation): self.violation = violation
      }
    }
  }

  private var isOpen: Bool { requests.last.map { $0.trailers == nil } ?? false }

  private mutating func begin(_ head: RequestHead, _ framing: HTTP1RequestFraming) {
    if isOpen { fault = "a head within a request" }
    requests.append(
      ReadRequest(
        method: head.method, target: head.target, version: head.version, framing: framing,
        fields: ReadField.all(head.fields)))
  }
}
