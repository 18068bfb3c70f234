import HTTP
import Messages

/// Everything that a parser makes of the answer to one request that comes in pieces, to the end of
/// the connection.
struct AnswerReading: Equatable {
  private(set) var interim: [ReadAnswer] = []
  private(set) var final: ReadAnswer?
  private(set) var violation: HTTP1Violation?
  private(set) var canReuse = false
  /// How many bytes stand behind the answer.
  private(set) var leftOver = 0
  /// What the parser did that its contract forbids.
  private(set) var fault: String?

  init(_ bytes: [UInt8], to method: Method, pieces: [Int], limits: HTTP1Limits) {
    var parser = HTTP1ResponseParser(limits: limits)
    parser.begin(answerTo: method)
    var start = 0
    var turn = 0
    while start < bytes.count, !isOver {
      let end = min(start + max(pieces[turn % pieces.count], 1), bytes.count)
      let consumed = read(Array(bytes[start..<end]), &parser)
      leftOver = violation == nil ? bytes.count - start - consumed : 0
      start = end
      turn += 1
    }
    if !isOver { finish(parser.endOfInput(), parser) }
    canReuse = parser.canReuse
  }

  private var isOver: Bool { violation != nil || fault != nil || final?.trailers != nil }

  /// Returns how many bytes of the piece were consumed.
  private mutating func read(_ piece: [UInt8], _ parser: inout HTTP1ResponseParser) -> Int {
    var offset = 0
    while !isOver {
      let before = offset
      let event = parser.next(piece.span, from: &offset)
      guard before <= offset, offset <= piece.count else {
        fault = "offset \(offset)"
        return offset
      }
      switch event {
      case .needsMore:
        if offset != piece.count { fault = "wants more before all is consumed" }
        return offset
      case .body(let range):
        let isInside = before <= range.lowerBound && range.upperBound <= offset
        guard isInside, !range.isEmpty, final != nil else {
          fault = "body \(range) out of \(before)..<\(offset)"
          return offset
        }
        final?.content += piece[range]
      default: finish(event, parser)
      }
    }
    return offset
  }

  private mutating func finish(_ event: HTTP1ResponseEvent, _ parser: HTTP1ResponseParser) {
    switch event {
    case .informational(let head): interim.append(answer(head, nil))
    case .head(let head, let framing):
      if final != nil { fault = "a second head" }
      final = answer(head, framing)
    case .end:
      if final == nil { fault = "an end without a head" }
      final?.trailers = ReadField.all(parser.trailers)
    case .reject(let violation): self.violation = violation
    case .needsMore, .body: fault = "neither an end nor a violation at the end of the connection"
    }
  }

  private func answer(_ head: ResponseHead, _ framing: HTTP1ResponseFraming?) -> ReadAnswer {
    ReadAnswer(
      status: head.status, version: head.version, framing: framing,
      fields: ReadField.all(head.fields))
  }
}
