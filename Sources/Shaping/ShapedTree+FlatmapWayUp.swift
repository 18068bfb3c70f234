extension ShapedTree {
  /// The parent that a shorter destination names: a walk from the root in which `*` stands for the
  /// label that the source had there, as far as there are such nodes (FM-4). The walk is for a
  /// child of `node`, which lies `depth` labels below the root; `levels` is shared by all walks of
  /// one operation.
  mutating func ascend(
    from node: Int, _ depth: Int, _ destination: [Name], _ names: NameTable, below data: Int,
    _ levels: inout [ChildSearch]
  ) throws(ShapingFailure) -> Int {
    var parent = data
    for (level, name) in destination.dropLast().enumerated() {
      var next = 0
      if !name.isWildcard && !nodes[parent].hasChildren {
        next = try find(name, names, below: parent)
      } else {
        try open(parent)
        let matched = name.isWildcard ? ancestor(of: node, depth - level - 1) : 0
        next = levels[level].child(
          below: parent, name.isWildcard ? nil : name, matched, names, self)
      }
      guard next != 0 else { return parent }
      parent = next
    }
    return parent
  }

  private func ancestor(of node: Int, _ steps: Int) -> Int {
    var node = node
    for _ in 0..<max(steps, 0) { node = nodes[node].parent }
    return node
  }
}
