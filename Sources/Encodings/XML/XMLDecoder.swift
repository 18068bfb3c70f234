import Bytes
public import Document

/// The `xml` decoder (DEC-5): one top-level member named after the root element; attributes as
/// `-name`, repeated elements as a list, text beside them as `#text`, all scalars as texts.
public enum XMLDecoder {
  /// Decodes a document. Prefixes of names are dropped; of several runs of text the reference keeps
  /// the last that came before any member, else the last one.
  public static func decode(
    _ content: Span<UInt8>, limits: DocumentLimits = .answer
  ) throws(DecodingError) -> Document {
    let tree = try XMLReader.read(content, limits: limits)
    var writer = XMLTreeWriter(tree, capacity: content.count)
    return writer.document()
  }
}

/// Writes a tree as a document: walks with a stack of its own, in time that grows with the number
/// of nodes alone.
private struct XMLTreeWriter {
  /// What is being written.
  private enum Frame {
    /// An object; the next child of its element, and its text or 0.
    case object(next: Int, text: Int)
    /// A list; the next element of the same name, or 0.
    case list(next: Int)
  }

  private let tree: XMLTree
  private var builder: DocumentBuilder
  private var frames: [Frame] = []
  /// For each node the next element of the same name and parent, or 0.
  private var twins: [Int32]
  /// Whether a node is such a next element.
  private var isTwin: [Bool]
  /// For each local name: the element whose children were looked at last, and the last of these.
  private var seen: [(parent: Int32, last: Int32)]
  /// For each local name the last attribute with it.
  private var lastAttribute: [Int]

  init(_ tree: XMLTree, capacity: Int) {
    self.tree = tree
    builder = DocumentBuilder(capacity: capacity)
    twins = Array(repeating: 0, count: tree.nodes.count)
    isTwin = Array(repeating: false, count: tree.nodes.count)
    seen = Array(repeating: (-1, 0), count: Int(tree.localCount))
    lastAttribute = Array(repeating: -1, count: Int(tree.localCount))
  }

  mutating func document() -> Document {
    builder.beginObject()
    appendName(of: 0)
    begin(0)
    while let frame = frames.popLast() { step(frame) }
    return builder.finish()
  }

  private mutating func step(_ frame: Frame) {
    switch frame {
    case .list(next: 0): builder.end()
    case .list(let item):
      frames.append(.list(next: Int(twins[item])))
      begin(item)
    case .object(next: 0, let text):
      if text != 0 {
        builder.append(name: Self.textName.span)
        appendText(text)
      }
      builder.end()
    case .object(let child, let text):
      frames.append(.object(next: Int(tree.nodes[child].next), text: text))
      guard !tree.nodes[child].isText, !isTwin[child] else { return }
      appendName(of: child)
      guard twins[child] != 0 else { return begin(child) }
      builder.beginArray()
      frames.append(.list(next: child))
    }
  }

  /// Writes an element's value, or opens its object.
  private mutating func begin(_ element: Int) {
    let text = look(at: element)
    let hasMembers = tree.nodes[element].attributeCount > 0 || text.hasElements
    guard hasMembers else {
      if text.index == 0 { builder.append(string: [UInt8]().span) } else { appendText(text.index) }
      return
    }
    builder.beginObject()
    appendAttributes(of: element)
    frames.append(.object(next: Int(tree.nodes[element].firstChild), text: text.index))
  }

  /// Finds the children that repeat a name, and the text that counts.
  private mutating func look(at element: Int) -> (index: Int, hasElements: Bool) {
    var hasMembers = tree.nodes[element].attributeCount > 0
    var hasElements = false
    var (early, late) = (0, 0)
    for child in tree.children(of: element) {
      if tree.nodes[child].isText {
        if hasMembers { late = child } else { early = child }
        continue
      }
      (hasMembers, hasElements) = (true, true)
      let local = Int(tree.names[Int(tree.nodes[child].name)].local)
      let index = Int32(truncatingIfNeeded: child)
      if Int(seen[local].parent) == element {
        twins[Int(seen[local].last)] = index
        isTwin[child] = true
      }
      seen[local] = (Int32(truncatingIfNeeded: element), index)
    }
    return (early != 0 ? early : late, hasElements)
  }

  private mutating func appendAttributes(of element: Int) {
    let bytes = tree.bytes
    let attributes = tree.attributes(of: element)
    for index in attributes.indices { lastAttribute[local(of: attributes[index])] = index }
    for index in attributes.indices where lastAttribute[local(of: attributes[index])] == index {
      let attribute = attributes[index]
      let name = [0x2D] + bytes[tree.localRange(attribute.name)]
      builder.append(name: name.span)
      let value = Int(attribute.start)..<Int(attribute.end)
      builder.append(string: bytes.span.extracting(value))
    }
  }

  private func local(of attribute: XMLTree.Attribute) -> Int {
    Int(tree.names[Int(attribute.name)].local)
  }

  private mutating func appendName(of element: Int) {
    let bytes = tree.bytes
    builder.append(name: bytes.span.extracting(tree.localRange(tree.nodes[element].name)))
  }

  private mutating func appendText(_ text: Int) {
    let bytes = tree.bytes
    let range = XMLText.trimmed(bytes.span, tree.range(of: text))
    builder.append(string: bytes.span.extracting(range))
  }

  private static let textName = [UInt8]("#text")
}
