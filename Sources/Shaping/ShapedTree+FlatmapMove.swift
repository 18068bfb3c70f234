import Document

extension ShapedTree {
  /// `move`: by the number of segments a change of the last label (FM-3), a way up (FM-4) or a way
  /// down (FM-5). The last segment of the source is a real label (FM-6).
  mutating func move(
    _ source: [Name], _ destination: [Name], _ names: NameTable, _ labels: Int, below data: Int
  ) throws(ShapingFailure) {
    guard let last = source.last, let newLast = destination.last else { return }
    try collect(source.dropLast(), names, below: data)
    let isRename = source.count == destination.count
    let parents = scratch
    scratch.removeAll(keepingCapacity: true)
    for parent in parents {
      let found = try find(last, names, below: parent)
      guard found != 0 else { continue }
      if isRename {
        relabel(found, newLast, labels, names, below: parent)
      } else {
        unlink(found)
        scratch.append(found)
        scratch.append(parent)
      }
    }
    guard !isRename else { return }
    let moved = scratch
    var way = WayUp(depth: source.count - 1, levels: destination.count)
    for index in stride(from: 0, to: moved.count, by: 2) {
      let target =
        source.count > destination.count
        ? try ascend(from: moved[index + 1], destination, names, below: data, &way)
        : try descend(
          from: moved[index + 1], destination[(source.count - 1)...].dropLast(), names, labels)
      try hang(moved[index], newLast, labels, under: target)
    }
  }

  /// Changes the last label. Onto the name of a sibling: the moved one wins, always (§17 FM-6).
  private mutating func relabel(
    _ node: Int, _ name: Name, _ labels: Int, _ names: NameTable, below parent: Int
  ) {
    guard !isLabelled(node, name, names) else { return }
    let hasTwin = child(name, names, below: parent) != 0
    relabel(node, name, labels)
    guard hasTwin, !nodes[parent].isCollection else { return }
    unlink(node)
    link(node, under: parent)
    noteTwins(below: parent)
  }

  /// Hangs a node below another one, which becomes a container if it is none.
  mutating func hang(
    _ node: Int, _ name: Name, _ labels: Int, under parent: Int
  ) throws(ShapingFailure) {
    try becomeContainer(parent)
    relabel(node, name, labels)
    link(node, under: parent)
    if !nodes[parent].isCollection { noteTwins(below: parent) }
  }

  /// Opens a node that is about to get a child. Without children it was an array if its text is
  /// one, or if it was one and lost its items; any other is an object from now on.
  mutating func becomeContainer(_ node: Int) throws(ShapingFailure) {
    try open(node)
    guard !nodes[node].hasChildren, nodes[node].value != .null else { return }
    nodes[node].isCollection = kind(of: nodes[node].value) == .array
  }

  /// The parent that a shorter destination names: a walk from the root in which `*` stands for the
  /// label that the source had there, as far as there are such nodes (FM-4).
  private mutating func ascend(
    from node: Int, _ destination: [Name], _ names: NameTable, below data: Int,
    _ way: inout WayUp
  ) throws(ShapingFailure) -> Int {
    var parent = data
    for (level, name) in destination.dropLast().enumerated() {
      var next = 0
      if name.isWildcard {
        next = sibling(like: ancestor(of: node, way.depth - level - 1), below: parent, level, &way)
      } else {
        next = try find(name, names, below: parent)
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

  /// The first child labelled like another node. Looks first where the last search on this level
  /// ended, since nodes that move come in order; so a wide array costs no square of its width.
  private func sibling(
    like node: Int, below parent: Int, _ level: Int, _ way: inout WayUp
  ) -> Int {
    let hint = way.last[level]
    if hint != 0 && nodes[hint].parent == parent && !nodes[parent].mayHaveTwins {
      for candidate in [hint, nodes[hint].next] where candidate != 0 {
        if areAlike(candidate, node) {
          way.last[level] = candidate
          return candidate
        }
      }
    }
    var child = nodes[parent].firstChild
    while child != 0 && !areAlike(child, node) { child = nodes[child].next }
    way.last[level] = child
    return child
  }

  /// The parent that the tail of a longer destination names, below the node's own parent; what is
  /// missing is made, and `*` has no meaning (FM-5).
  mutating func descend(
    from node: Int, _ path: ArraySlice<Name>, _ names: NameTable, _ labels: Int
  ) throws(ShapingFailure) -> Int {
    var parent = node
    for name in path {
      var next = try find(name, names, below: parent)
      if next == 0 {
        next = try makeNode(TreeLabel(item: 0), .null)
        try hang(next, name, labels, under: parent)
      }
      parent = next
    }
    return parent
  }
}

/// What the walks of one `move` to fewer segments share.
private struct WayUp {
  /// How many labels lead from the root to the parents of what moves.
  let depth: Int
  /// Where the last search on each level ended.
  var last: [Int]

  init(depth: Int, levels: Int) {
    self.depth = depth
    last = Array(repeating: 0, count: levels)
  }
}
