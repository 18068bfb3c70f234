import Bytes

extension JSONWriter {
  /// Appends a node as Go's `encoding/json` writes a decoded value (REN-1), for those who compare
  /// bytes: members sorted by the bytes of their names at all levels, of equal names the last one
  /// only, no blanks, strings decoded and escaped anew with `<`, `>`, `&`, U+2028 and U+2029
  /// escaped, numbers as they are.
  public static func append(
    sorted node: Int, of document: Document, to output: inout [UInt8]
  ) {
    var writer = SortedWriter(document)
    writer.write(node, &output)
  }
}

/// Walks a document with a stack of its own: nesting costs memory, never the call stack.
private struct SortedWriter {
  /// A container whose children are being written.
  private struct Level {
    let isObject: Bool
    /// What is left, last child first.
    var children: [Child]
    var isFirst = true
  }

  private struct Child {
    /// The decoded name; empty in an array.
    let name: [UInt8]
    let value: Int
  }

  private let document: Document
  private var levels: [Level] = []

  init(_ document: Document) { self.document = document }

  mutating func write(_ node: Int, _ output: inout [UInt8]) {
    begin(node, &output)
    while let last = levels.indices.last {
      guard let child = levels[last].children.popLast() else {
        output.append(levels.removeLast().isObject ? 0x7D : 0x5D)
        continue
      }
      if !levels[last].isFirst { output.append(ASCII.comma) }
      levels[last].isFirst = false
      if levels[last].isObject {
        JSONWriter.append(string: child.name.span, .html, to: &output)
        output.append(ASCII.colon)
      }
      begin(child.value, &output)
    }
  }

  /// Writes a leaf, or opens a container.
  private mutating func begin(_ node: Int, _ output: inout [UInt8]) {
    switch document.kind(of: node) {
    case .object:
      output.append(0x7B)
      levels.append(Level(isObject: true, children: members(of: node)))
    case .array:
      output.append(0x5B)
      let children = document.elements(of: node).map { Child(name: [], value: $0) }
      levels.append(Level(isObject: false, children: children.reversed()))
    case .string:
      JSONWriter.append(string: document.string(at: node).span, .html, to: &output)
    default:
      JSONWriter.append(node, of: document, to: &output)
    }
  }

  /// The members in falling order of their names, the last of equals only.
  private func members(of object: Int) -> [Child] {
    var sorted = document.members(of: object).map {
      Child(name: document.string(at: $0.name), value: $0.value)
    }
    sorted.sort {
      $0.name == $1.name ? $0.value > $1.value : $1.name.lexicographicallyPrecedes($0.name)
    }
    var kept: [Child] = []
    for child in sorted where kept.last?.name != child.name { kept.append(child) }
    return kept
  }
}
