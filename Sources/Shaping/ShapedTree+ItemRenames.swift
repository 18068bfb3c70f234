import Document

extension ShapedTree {
  /// `mapping` below arrays: all entries look at the names as they were. A renamed member wins over
  /// one that has the name already, the later of two over the earlier.
  mutating func rename(
    _ data: Int, listed table: ListRenames, _ labels: Int
  ) throws(ShapingFailure) {
    var pending = [(node: data, branch: 0)]
    while let (node, branch) = pending.popLast() {
      guard try openForRenames(node, table.sources, branch) else { continue }
      if nodes[node].isCollection {
        let items = table.sources.branches[branch].items
        guard items != 0 else { continue }
        var child = nodes[node].firstChild
        while child != 0 {
          pending.append((child, items))
          child = nodes[child].next
        }
      } else {
        renameMembers(of: node, table, branch, labels, &pending)
      }
    }
  }

  /// Opens a node in which there may be something to rename; false if there is nothing.
  private mutating func openForRenames(
    _ node: Int, _ trie: FieldTrie, _ branch: Int
  ) throws(ShapingFailure) -> Bool {
    if nodes[node].hasChildren { return true }
    let passage = nodes[node].value
    switch kind(of: passage) {
    case .object: guard hasMembers(passage, of: trie, branch) else { return false }
    case .array: guard trie.branches[branch].items != 0 else { return false }
    default: return false
    }
    try open(node)
    return nodes[node].hasChildren
  }

  private mutating func renameMembers(
    of node: Int, _ table: ListRenames, _ branch: Int, _ labels: Int,
    _ pending: inout [(node: Int, branch: Int)]
  ) {
    var renamed: [(order: Int, child: Int)] = []
    var child = nodes[node].firstChild
    while child != 0 {
      let label = nodes[child].label
      let below = table.sources.branch(
        below: branch, for: label.node, of: sources[label.document])
      if below != 0 {
        pending.append((child, below))
        let entry = table.sources.branches[below].entry
        if table.sources.branches[below].isLeaf,
          table.targets[entry] != table.sources.branches[below].name
        {
          relabel(child, table.targets[entry], labels)
          renamed.append((entry, child))
        }
      }
      child = nodes[child].next
    }
    guard !renamed.isEmpty, hasTwins(below: node) else { return }
    for entry in renamed { nodes[entry.child].isDropped = true }
    sweep(below: node)
    for entry in renamed.sorted(by: { $0.order < $1.order }) {
      nodes[entry.child].isDropped = false
      link(entry.child, under: node)
    }
    dropTwins(below: node)
  }
}
