import Document

extension ShapedTree {
  /// `mapping`: changes names of top-level members (FMT-6). A member that takes the name of
  /// another one replaces it; a name that is changed to itself is dropped, as the reference does.
  mutating func rename(
    _ data: Int, _ table: RenameTable, _ labels: Int
  ) throws(ShapingFailure) {
    if !nodes[data].hasChildren {
      guard kind(of: nodes[data].value) == .object,
        hasMembers(nodes[data].value, of: table.sources, 0)
      else { return }
      try open(data)
    }
    guard renameChildren(of: data, table, labels) else { return }
    sweep(below: data)
    if hasTwins(below: data) { putRenamedLast(below: data, table) }
    if !nodes[data].hasChildren { nodes[data].value = .emptyObject }
  }

  /// Gives the children their new names; the result is whether any got one. `scratch[branch]` is
  /// the child that a branch of the table renamed.
  private mutating func renameChildren(
    of data: Int, _ table: RenameTable, _ labels: Int
  ) -> Bool {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: repeatElement(Self.nowhere, count: table.targets.count))
    var found = false
    var child = nodes[data].firstChild
    while child != 0 {
      let branch = self.branch(of: child, in: table.sources)
      if branch != 0 {
        found = true
        scratch[branch] = child
        relabel(child, table.targets[branch].name, labels)
        if table.targets[branch].name == table.sources.branches[branch].name {
          nodes[child].isDropped = true
        }
      }
      child = nodes[child].next
    }
    return found
  }

  private func branch(of child: Int, in trie: FieldTrie) -> Int {
    let label = nodes[child].label
    return trie.branch(below: 0, for: label.node, of: sources[label.document])
  }

  /// Gives a node a name of a program whose table is the document `labels`.
  mutating func relabel(_ node: Int, _ name: Name, _ labels: Int) {
    nodes[node].label = TreeLabel(labels, Int(name.label))
    nodes[node].key = name.key
  }

  /// Where a new name meets an existing one the renamed member wins; of two that are renamed alike
  /// the one whose entry comes later.
  private mutating func putRenamedLast(below data: Int, _ table: RenameTable) {
    let renamed = scratch.indices
      .filter { scratch[$0] != Self.nowhere && !nodes[scratch[$0]].isDropped }
      .sorted { table.targets[$0].order < table.targets[$1].order }
      .map { scratch[$0] }
    for child in renamed { nodes[child].isDropped = true }
    sweep(below: data)
    for child in renamed {
      nodes[child].isDropped = false
      link(child, under: data)
    }
    dropTwins(below: data)
  }
}
