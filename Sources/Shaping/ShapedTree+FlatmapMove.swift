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
    var levels = Array(repeating: ChildSearch(), count: destination.count - 1)
    for index in stride(from: 0, to: moved.count, by: 2) {
      let target =
        source.count > destination.count
        ? try ascend(
          from: moved[index + 1], source.count - 1, destination, names, below: data, &levels)
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
