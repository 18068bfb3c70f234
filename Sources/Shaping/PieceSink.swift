import Bytes
import Document

/// Takes the pieces of a text in order.
protocol PieceSink {
  /// A bracket or a comma.
  mutating func append(_ byte: UInt8)
  /// A text that the compiler knows.
  mutating func append(_ text: StaticString)
  /// A part of a document's text.
  mutating func append(_ range: Range<Int>, of document: Document)
}

extension [UInt8]: PieceSink {
  @inline(__always)
  mutating func append(_ range: Range<Int>, of document: Document) {
    append(document.text.span, range)
  }
}

/// Counts bytes instead of writing them.
struct PieceCounter: PieceSink {
  /// The bytes so far.
  var count = 0

  mutating func append(_ byte: UInt8) { count += 1 }
  mutating func append(_ text: StaticString) { count += text.utf8CodeUnitCount }
  mutating func append(_ range: Range<Int>, of document: Document) { count += range.count }
}
