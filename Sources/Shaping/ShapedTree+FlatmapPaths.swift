import Bytes
import Document

extension ShapedTree {
  /// The nodes that a path leads to, `*` standing for every child, in order: put in `scratch`.
  /// A name leads to the first child of that name.
  mutating func collect(
    _ path: ArraySlice<Name>, _ names: NameTable, below data: Int
  ) throws(ShapingFailure) {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(data)
    // One level after another: the nodes of a level replace those of the level above.
    for name in path {
      let end = scratch.count
      for index in 0..<end { try step(from: scratch[index], name, names) }
      scratch.removeFirst(end)
    }
  }

  private mutating func step(
    from node: Int, _ name: Name, _ names: NameTable
  ) throws(ShapingFailure) {
    guard name.isWildcard else {
      let found = try find(name, names, below: node)
      if found != 0 { scratch.append(found) }
      return
    }
    try open(node)
    var child = nodes[node].firstChild
    while child != 0 {
      scratch.append(child)
      child = nodes[child].next
    }
  }

  /// The first child of a name, or 0; opens the node only if it has one. `*` has no meaning here.
  mutating func find(
    _ name: Name, _ names: NameTable, below node: Int
  ) throws(ShapingFailure) -> Int {
    if !nodes[node].hasChildren {
      guard contains(name, names, nodes[node].value) else { return 0 }
      try open(node)
    }
    return child(name, names, below: node)
  }

  /// Whether a container that is still one slice has a child of this name.
  private func contains(_ name: Name, _ names: NameTable, _ passage: Passage) -> Bool {
    guard !passage.isConstant else { return false }
    let document = sources[Int(passage.source)]
    let node = Int(passage.node)
    switch document.tape[node].kind {
    case .object:
      return names.value(of: name, in: node, of: document) != nil
    case .array: return name.item != .max && Int(name.item) < document.count(of: node)
    default: return false
    }
  }

  /// `del`: removes what the path leads to (FM-2).
  mutating func delete(
    _ path: [Name], _ names: NameTable, below data: Int
  ) throws(ShapingFailure) {
    guard let last = path.last else { return }
    try collect(path.dropLast(), names, below: data)
    for index in scratch.indices {
      let node = scratch[index]
      if last.isWildcard {
        try open(node)
        unlinkAll(below: node)
      } else {
        let found = try find(last, names, below: node)
        if found != 0 { unlink(found) }
      }
    }
  }
}
