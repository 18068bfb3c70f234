/// The labels of a node's children, sorted, so that many look-ups cost no square of their number.
struct LabelIndex {
  private let entries: [(key: UInt64, node: Int)]

  init(_ tree: ShapedTree, below parent: Int) {
    var entries: [(key: UInt64, order: Int, node: Int)] = []
    var child = tree.nodes[parent].firstChild
    while child != 0 {
      entries.append((tree.labelKey(child), entries.count, child))
      child = tree.nodes[child].next
    }
    entries.sort { ($0.key, $0.order) < ($1.key, $1.order) }
    self.entries = entries.map { ($0.key, $0.node) }
  }

  /// The first child labelled like a node, or 0.
  func first(like node: Int, _ tree: ShapedTree) -> Int {
    first(tree.labelKey(node)) { tree.areAlike($0, node) }
  }

  /// The first child labelled with a name of a program, or 0.
  func first(_ name: Name, _ names: NameTable, _ tree: ShapedTree) -> Int {
    first(name.key) { tree.isLabelled($0, name, names) }
  }

  private func first(_ key: UInt64, where matches: (Int) -> Bool) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    while low < entries.count && entries[low].key == key {
      if matches(entries[low].node) { return entries[low].node }
      low += 1
    }
    return 0
  }
}
