import Bytes

/// Makes a document from a source that is no JSON text, value by value in document order.
///
/// The caller keeps the grammar: one root; in an object a name before each value; as many `end`s
/// as `begin`s. `finish` ends what is still open, and a builder without a root gives `null`; a name
/// without a value is a mistake of the caller that nothing mends.
public struct DocumentBuilder: Sendable {
  private var text: [UInt8] = []
  private var tape: [Node] = []
  /// The index of the innermost open container; -1 outside of any. Its node's `next` holds that of
  /// its parent, plus one, until it is ended.
  private var open = -1
  /// Whether a comma has to stand before the next name or element.
  private var needsComma = false

  /// A builder with room for a text of about this many bytes.
  public init(capacity: Int = 0) {
    text.reserveCapacity(capacity + capacity / 16 + 16)
  }

  /// How long the text is so far.
  public var byteCount: Int { text.count }

  /// Begins an object, which lasts until the matching `end`.
  public mutating func beginObject() { begin(.object, 0x7B) }

  /// Begins an array, which lasts until the matching `end`.
  public mutating func beginArray() { begin(.array, 0x5B) }

  /// Ends the innermost object or array; nothing if none is open.
  public mutating func end() {
    guard open >= 0 else { return }
    let node = tape[open]
    text.append(node.kind == .object ? 0x7D : 0x5D)
    tape[open] = Node(
      start: node.start, end: UInt32(clamping: text.count), next: UInt32(clamping: tape.count),
      kind: node.kind)
    open = Int(node.next) - 1
    needsComma = true
  }

  /// Appends a member name from any bytes.
  public mutating func append(name bytes: Span<UInt8>) {
    append(string: bytes)
    text.append(ASCII.colon)
    needsComma = false
  }

  /// Appends a string from any bytes.
  public mutating func append(string bytes: Span<UInt8>) {
    let start = beginLeaf()
    JSONWriter.append(string: bytes, to: &text)
    let hasEscapes = text.span.extracting(start...).firstIndex(of: 0x5C) != nil
    endLeaf(.string, start, hasEscapes)
  }

  /// Appends a document as a value.
  public mutating func append(_ document: Document) { append(document.root, of: document) }

  /// Appends a value of a document.
  public mutating func append(_ node: Int, of document: Document) {
    let start = beginLeaf()
    let textShift = UInt32(clamping: start)
    let tapeShift = UInt32(clamping: tape.count) &- UInt32(clamping: node)
    text.append(document.text.span, document.range(of: node))
    let skipped = UInt32(clamping: document.range(of: node).lowerBound)
    for node in document.tape[node..<Int(document.tape[node].next)] {
      tape.append(
        Node(
          start: node.start &- skipped &+ textShift, end: node.end &- skipped &+ textShift,
          next: node.next &+ tapeShift, kind: node.kind, hasEscapes: node.hasEscapes))
    }
    needsComma = true
  }

  /// Appends a number whose text follows RFC 8259 §6.
  public mutating func append(number digits: Span<UInt8>) {
    let start = beginLeaf()
    text.append(digits)
    endLeaf(.number, start)
  }

  /// Appends `true` or `false`.
  public mutating func append(_ flag: Bool) {
    let start = beginLeaf()
    text.append(flag ? "true" : "false")
    endLeaf(flag ? .true : .false, start)
  }

  /// Appends `null`.
  public mutating func appendNull() {
    let start = beginLeaf()
    text.append("null")
    endLeaf(.null, start)
  }

  /// The document; ends what is still open.
  public consuming func finish() -> Document {
    while open >= 0 { end() }
    return tape.isEmpty ? .null : Document(text: text, tape: tape)
  }

  private mutating func begin(_ kind: Node.Kind, _ bracket: UInt8) {
    let start = UInt32(clamping: beginLeaf())
    tape.append(Node(start: start, end: start, next: UInt32(clamping: open + 1), kind: kind))
    text.append(bracket)
    open = tape.count - 1
    needsComma = false
  }

  private mutating func beginLeaf() -> Int {
    if needsComma { text.append(ASCII.comma) }
    return text.count
  }

  private mutating func endLeaf(_ kind: Node.Kind, _ start: Int, _ hasEscapes: Bool = false) {
    tape.append(
      Node(
        start: UInt32(clamping: start), end: UInt32(clamping: text.count),
        next: UInt32(clamping: tape.count + 1), kind: kind, hasEscapes: hasEscapes))
    needsComma = true
  }
}
