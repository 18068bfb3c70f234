import Bytes
import Document

extension ShapedTree {
  /// Whether a node is labelled with a name of a program.
  func isLabelled(_ node: Int, _ name: Name, _ names: NameTable) -> Bool {
    let label = nodes[node].label
    if label.isItem { return name.item != .max && Int(name.item) == label.item }
    guard nodes[node].key == name.key else { return false }
    return NameKey.isExact(name.key)
      || names.matches(name, label.node, sources[label.document])
  }

  /// Whether two nodes are labelled alike.
  func areAlike(_ left: Int, _ right: Int) -> Bool {
    let (one, other) = (nodes[left].label, nodes[right].label)
    if one.isItem && other.isItem { return one.item == other.item }
    if one.isItem || other.isItem { return labelBytes(left) == labelBytes(right) }
    guard nodes[left].key == nodes[right].key else { return false }
    return NameKey.isExact(nodes[left].key) || areEqual(one, other)
  }

  private func areEqual(_ one: TreeLabel, _ other: TreeLabel) -> Bool {
    let document = sources[one.document]
    if document.tape[one.node].hasEscapes {
      return sources[other.document].isString(other.node, document.string(at: one.node).span)
    }
    let text = document.text.span.extracting(document.contentRange(of: one.node))
    return sources[other.document].isString(other.node, text)
  }

  /// The decoded bytes of a node's label; of an item its number in digits.
  func labelBytes(_ node: Int) -> [UInt8] {
    let label = nodes[node].label
    if label.isItem { return NameKey.decimal(label.item) }
    return sources[label.document].string(at: label.node)
  }

  /// The key of a node's label, an item's number read as a name.
  func labelKey(_ node: Int) -> UInt64 {
    let label = nodes[node].label
    return label.isItem ? NameKey.key(item: label.item) : nodes[node].key
  }

  /// The first child with a name of a program, or 0; the node is open.
  func child(_ name: Name, _ names: NameTable, below parent: Int) -> Int {
    var child = nodes[parent].firstChild
    while child != 0 && !isLabelled(child, name, names) { child = nodes[child].next }
    return child
  }
}
