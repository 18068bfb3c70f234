import Bytes
import HTTP
import Messages

/// Feeds a stream of requests to a parser in pieces.
struct RequestTrace {
  var parser: HTTP1RequestParser
  var events: [Trace] = []
  var framings: [HTTP1RequestFraming] = []
  var isClosed = false

  init(limits: HTTP1Limits = HTTP1Limits()) { parser = HTTP1RequestParser(limits: limits) }

  /// As a server does: after a request that does not keep the connection, nothing is read.
  mutating func feed(_ piece: ArraySlice<UInt8>) {
    let bytes = Array(piece)
    var offset = 0
    while !isClosed {
      switch parser.next(bytes.span, from: &offset) {
      case .needsMore: return
      case .head(let head, let framing):
        framings.append(framing)
        let target = String(decoding: head.target.bytes, as: UTF8.self)
        let method = String(decoding: head.method.bytes, as: UTF8.self)
        events.append(
          .head("\(method) \(target) \(head.version) \(framing) \(text(head.fields))"))
      case .body(let range): events.addBody(bytes[range])
      case .end:
        events.append(.end(trailers: text(parser.trailers)))
        if framings.last?.keepsAlive == false { isClosed = true }
      case .reject(let violation):
        events.append(.reject(violation))
        isClosed = true
      }
    }
  }

  static func of(
    _ bytes: [UInt8], splitAt splits: [Int] = [], limits: HTTP1Limits = HTTP1Limits()
  ) -> [Trace] {
    run(bytes, splitAt: splits, limits: limits).events
  }

  static func of(_ text: String, limits: HTTP1Limits = HTTP1Limits()) -> [Trace] {
    of(Array(text.utf8), limits: limits)
  }

  static func run(
    _ bytes: [UInt8], splitAt splits: [Int] = [], limits: HTTP1Limits = HTTP1Limits()
  ) -> RequestTrace {
    var trace = RequestTrace(limits: limits)
    var start = 0
    for split in splits + [bytes.count] {
      trace.feed(bytes[start..<split])
      start = split
    }
    return trace
  }
}
