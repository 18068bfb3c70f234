import Bytes
import Document

/// The names of one program: decoded for comparing, and as a document of JSON strings, so that a
/// tree can hold and write them like any other text.
struct NameTable: Sendable {
  /// The decoded bytes of all names.
  let bytes: [UInt8]
  /// An array of the names.
  let document: Document

  /// Whether a name is these decoded bytes.
  @inline(__always)
  func equals(_ name: Name, _ other: Span<UInt8>) -> Bool {
    bytes.span.extracting(name.range).equals(other)
  }

  /// How a name stands to decoded bytes in the order of `NameOrder`.
  func compare(_ name: Name, _ other: Span<UInt8>) -> Int {
    NameOrder.shortFirst(bytes.span.extracting(name.range), other)
  }

  /// The value of the member with a name in an object of a document, the last one if there are
  /// several.
  func value(of name: Name, in object: Int, of document: Document) -> Int? {
    document.value(of: bytes.span.extracting(name.range), in: object)
  }

  /// The decoded bytes of a name are exactly those of the name at a node of a document.
  @inline(__always)
  func matches(_ name: Name, _ node: Int, _ document: Document) -> Bool {
    document.isString(node, bytes.span.extracting(name.range))
  }
}

/// Collects the names of a program while it is compiled; each name is kept once.
struct NameCollector {
  private var bytes: [UInt8] = []
  private var builder = DocumentBuilder()
  private var known: [String: Name] = [:]

  init() { builder.beginArray() }

  /// The name for a text.
  mutating func name(_ text: some StringProtocol) -> Name {
    let text = String(text)
    if let name = known[text] { return name }
    let utf8 = Array(text.utf8)
    let item = Int(text).flatMap { $0 >= 0 && String($0) == text ? UInt32(exactly: $0) : nil }
    let name = Name(
      start: UInt32(bytes.count), count: UInt32(utf8.count), label: UInt32(known.count + 1),
      item: item ?? .max, key: NameKey.key(utf8.span), isWildcard: text == "*")
    bytes += utf8
    builder.append(string: utf8.span)
    known[text] = name
    return name
  }

  /// The names of a path: its segments between dots; `a..b` has an empty one in the middle.
  mutating func path(_ text: String) -> [Name] {
    text.split(separator: ".", omittingEmptySubsequences: false).map { name($0) }
  }

  /// The same where `[]` behind a name, or alone, leads to the items of an array. `collection` is
  /// where a path that begins with an array begins, if the decoder puts arrays under that name.
  mutating func path(throughItems text: String, _ collection: Name?) -> [Name] {
    var path: [Name] = []
    for segment in text.split(separator: ".", omittingEmptySubsequences: false) {
      var head = segment
      var steps = 0
      while head.hasSuffix("[]") {
        head = head.dropLast(2)
        steps += 1
      }
      if steps == 0 || !head.isEmpty {
        path.append(name(head))
      } else if path.isEmpty, let collection {
        path.append(collection)
      }
      path += repeatElement(Name.items, count: steps)
    }
    return path
  }

  /// The finished table.
  consuming func table() -> NameTable { NameTable(bytes: bytes, document: builder.finish()) }
}
