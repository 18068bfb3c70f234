import Bytes

extension JSONWriter {
  /// Appends a node as Go's `encoding/json` writes a decoded value (REN-1), for those who compare
  /// bytes: members sorted by the bytes of their names at all levels, of equal names the last one
  /// only, no blanks, strings decoded and escaped anew with `<`, `>`, `&`, U+2028 and U+2029
  /// escaped, numbers as they are.
  public static func append(
    sorted node: Int, of document: Document, to output: inout [UInt8]
  ) {
    var writer = SortedWriter()
    writer.write(node, of: document, &output)
  }
}

/// Walks a document with a stack of its own: nesting costs memory, never the call stack. The
/// document is an argument throughout: as a property it would be retained at every use.
private struct SortedWriter {
  /// A container whose children are being written; they lie at the end of `children`.
  private struct Level {
    let isObject: Bool
    /// Where its children begin.
    let first: Int
    var isFirst = true
  }

  private var levels: [Level] = []
  /// Names (in objects) or elements (in arrays) still to be written, the last one first.
  private var children: [Int] = []

  mutating func write(_ node: Int, of document: Document, _ output: inout [UInt8]) {
    begin(node, document, &output)
    while let level = levels.last {
      guard children.count > level.first, let child = children.popLast() else {
        output.append(level.isObject ? 0x7D : 0x5D)
        levels.removeLast()
        continue
      }
      if !level.isFirst { output.append(ASCII.comma) }
      levels[levels.count - 1].isFirst = false
      if level.isObject {
        Self.appendString(child, document, &output)
        output.append(ASCII.colon)
      }
      begin(level.isObject ? child + 1 : child, document, &output)
    }
  }

  /// Writes a leaf, or opens a container.
  private mutating func begin(_ node: Int, _ document: Document, _ output: inout [UInt8]) {
    switch document.kind(of: node) {
    case .object:
      output.append(0x7B)
      levels.append(Level(isObject: true, first: children.count))
      pushNames(of: node, document)
    case .array:
      output.append(0x5B)
      levels.append(Level(isObject: false, first: children.count))
      children.append(contentsOf: document.elements(of: node))
      children[levels[levels.count - 1].first...].reverse()
    case .string:
      Self.appendString(node, document, &output)
    default:
      JSONWriter.append(node, of: document, to: &output)
    }
  }

  private static func appendString(
    _ node: Int, _ document: Document, _ output: inout [UInt8]
  ) {
    if document.tape[node].hasEscapes {
      JSONWriter.append(string: document.string(at: node), .html, to: &output)
    } else {
      let content = document.text.span.extracting(document.contentRange(of: node))
      JSONWriter.append(string: content, .html, to: &output)
    }
  }

  /// Pushes the names of an object in falling order.
  private mutating func pushNames(of object: Int, _ document: Document) {
    let first = children.count
    children.append(contentsOf: document.sortedNames(of: object))
    children[first...].reverse()
  }
}
