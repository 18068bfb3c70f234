import Bytes
import Messages

/// The transfer codings of a message, over all lines of the field (RFC 9112 §6.1): only `chunked`,
/// once, is understood.
struct HTTP1TransferCodings {
  private var chunked = 0
  private var others = 0
  private var endsWithChunked = false
  private var hasEmptyMember = false

  /// Whether there is any such field.
  private(set) var isPresent = false

  /// Takes one line of the field.
  mutating func add(_ value: Span<UInt8>) {
    isPresent = true
    var cursor = 0
    while let member = FieldList.next(value, from: &cursor) {
      if member.isEmpty { hasEmptyMember = true }
      endsWithChunked = value.extracting(member).equalsIgnoringCase(lower: "chunked")
      if endsWithChunked { chunked += 1 } else { others += 1 }
    }
  }

  /// Throws unless the codings are exactly `chunked`.
  func check() throws(HTTP1Violation) {
    if hasEmptyMember { throw .invalidTransferEncoding }
    if !endsWithChunked { throw .chunkedNotFinal }
    if chunked > 1 { throw .chunkedRepeated }
    if others > 0 { throw .unknownTransferCoding }
  }
}
