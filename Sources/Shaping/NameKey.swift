import Bytes
import Document

/// A number made from a decoded name: equal names have equal keys, and names that differ mostly
/// differ in it (length, first three and last four bytes), so that bytes are rarely compared.
enum NameKey {
  /// The key of a decoded name.
  static func key(_ name: Span<UInt8>) -> UInt64 {
    let count = name.count
    var key = UInt64(truncatingIfNeeded: count)
    for index in 0..<min(count, 3) { key = key << 8 | UInt64(name[index]) }
    var index = max(3, count - 4)
    while index < count {
      key = key << 8 | UInt64(name[index])
      index += 1
    }
    return key
  }

  /// The key of a name that stands at a node of a document.
  static func key(of node: Int, in document: Document) -> UInt64 {
    guard document.tape[node].hasEscapes else {
      return key(document.text.span.extracting(document.contentRange(of: node)))
    }
    return key(document.string(at: node).span)
  }

  /// The key of an item's number, read as a name.
  static func key(item: Int) -> UInt64 { key(decimal(item).span) }

  /// The digits of an item's number.
  static func decimal(_ item: Int) -> [UInt8] {
    Array(String(item).utf8)
  }
}
