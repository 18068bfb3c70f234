import Bytes
import Document

/// A number made from a decoded name. Up to seven bytes it is the name, so equal keys are equal
/// names; beyond that it is a hash, and what has equal keys is compared by bytes.
///
/// The hash is seeded at random for each process, so that nobody can send names that collide.
enum NameKey {
  /// The key of a decoded name.
  static func key(_ name: Span<UInt8>) -> UInt64 {
    if name.count <= 7 { return word(name, 0, name.count) | UInt64(name.count) << 56 }
    var hash = seed &+ UInt64(truncatingIfNeeded: name.count)
    var index = 0
    while index < name.count {
      let end = min(index + 8, name.count)
      let product = (hash ^ word(name, index, end)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
      index = end
    }
    return hash | hashed
  }

  /// Whether equal keys tell that the names are equal.
  static func isExact(_ key: UInt64) -> Bool { key & hashed == 0 }

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

  /// The bit that tells a hash from a name.
  private static var hashed: UInt64 { 1 << 63 }

  private static let seed = UInt64.random(in: .min ... .max)

  @inline(__always)
  private static func word(_ name: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in start..<end { word = word << 8 | UInt64(name[index]) }
    return word
  }
}
