import Document

extension ShapedTree {
  /// `append`: the items of the source go behind those of the destination, and the source is
  /// removed; nothing happens unless both are arrays (FM-7). A `*` makes an array of all that it
  /// leads to; in the destination it is, besides, a label like any other.
  mutating func append(
    _ source: [Name], _ destination: [Name], _ names: NameTable, _ labels: Int, below data: Int
  ) throws(ShapingFailure) {
    guard let items = try gather(source, names, below: data) else { return }
    guard try extend(destination, by: items, names, labels, below: data) else { return }
    try delete(source, names, below: data)
  }

  /// Puts items behind those of an array; false if there is no array.
  private mutating func extend(
    _ path: [Name], by items: Int, _ names: NameTable, _ labels: Int, below data: Int
  ) throws(ShapingFailure) -> Bool {
    if !path.contains(where: { $0.isWildcard }) {
      let array = try resolve(path, names, below: data)
      guard array != 0, isArray(array) else { return false }
      try becomeContainer(array)
      if let count = untouchedCount(of: array) {
        numberItems(below: items, from: count)
        relinkAll(from: items, to: array)
        return true
      }
    }
    guard let all = try gather(path, names, below: data) else { return false }
    relinkAll(from: items, to: all)
    numberItems(below: all, from: 0)
    nodes[all].isCollection = true
    try overlay(all, on: try descend(from: data, path[...], names, labels))
    return true
  }

  /// The node at the end of a path without wildcards, or 0.
  private mutating func resolve(
    _ path: [Name], _ names: NameTable, below data: Int
  ) throws(ShapingFailure) -> Int {
    var node = data
    for name in path {
      node = try find(name, names, below: node)
      if node == 0 { return 0 }
    }
    return node
  }

  /// Whether a node counts as an array. One that lost all its items is null.
  private func isArray(_ node: Int) -> Bool {
    nodes[node].hasChildren ? nodes[node].isCollection : kind(of: nodes[node].value) == .array
  }

  /// The number of items if no operation touched any of them, so that they are numbered 0, 1, 2
  /// and so on and nothing is to be seen when the whole array is read into the tree anew.
  private func untouchedCount(of array: Int) -> Int? {
    var number = 0
    var child = nodes[array].firstChild
    while child != 0 {
      let item = nodes[child]
      guard item.label.isItem, item.label.item == number, !item.hasChildren,
        item.value != .null
      else { return nil }
      number += 1
      child = item.next
    }
    return number
  }

  /// A detached array of copies of what a path leads to: of the items, if it leads to an array;
  /// with wildcards, an array for each of them, with null where the path ends early. Nil if that
  /// is no array.
  private mutating func gather(
    _ path: [Name], _ names: NameTable, below data: Int
  ) throws(ShapingFailure) -> Int? {
    if !path.contains(where: { $0.isWildcard }) {
      let node = try resolve(path, names, below: data)
      guard node != 0, isArray(node) else { return nil }
      let copy = try makeNode(TreeLabel(item: 0), .null)
      try self.copy(node, to: copy)
      try open(copy)
      return copy
    }
    let result = try makeNode(TreeLabel(item: 0), .null)
    // Pairs: a node of the result, and what it is to become a copy of (-1: null).
    var pairs = [(made: result, from: data)]
    for name in path {
      var next: [(made: Int, from: Int)] = []
      next.reserveCapacity(pairs.count)
      for pair in pairs { try follow(pair, name, names, &next) }
      pairs = next
    }
    for pair in pairs where pair.from >= 0 { try copy(pair.from, to: pair.made) }
    guard nodes[result].isCollection, nodes[result].hasChildren else { return nil }
    return result
  }

  private mutating func follow(
    _ pair: (made: Int, from: Int), _ name: Name, _ names: NameTable,
    _ next: inout [(made: Int, from: Int)]
  ) throws(ShapingFailure) {
    guard pair.from >= 0 else {
      next.append(pair)
      return
    }
    guard name.isWildcard else {
      let found = try find(name, names, below: pair.from)
      next.append((pair.made, found == 0 ? -1 : found))
      return
    }
    try open(pair.from)
    guard nodes[pair.from].hasChildren else {
      next.append((pair.made, -1))
      return
    }
    nodes[pair.made].isCollection = true
    var child = nodes[pair.from].firstChild
    var number = 0
    while child != 0 {
      let item = try makeNode(TreeLabel(item: number), .null)
      link(item, under: pair.made)
      next.append((item, child))
      number += 1
      child = nodes[child].next
    }
  }
}
