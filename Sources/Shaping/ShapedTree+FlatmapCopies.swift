import Document

extension ShapedTree {
  /// Makes a fresh node a copy of another one and of all below it, as if its JSON were read anew:
  /// the last of twins, items numbered from 0, nothing of what was there before edits.
  mutating func copy(_ original: Int, to copy: Int) throws(ShapingFailure) {
    var pending = [(original, copy)]
    while let (from, to) = pending.popLast() {
      guard nodes[from].hasChildren else {
        nodes[to].value = nodes[from].value
        continue
      }
      nodes[to].isCollection = nodes[from].isCollection
      let hasTwins = nodes[from].mayHaveTwins
      var child = nodes[from].firstChild
      while child != 0 {
        let node = try makeNode(nodes[child].label, .null, key: nodes[child].key)
        link(node, under: to)
        pending.append((child, node))
        child = nodes[child].next
      }
      if nodes[to].isCollection { numberItems(below: to, from: 0) }
      if hasTwins { dropTwins(below: to) }
    }
  }

  /// Lays a detached value over a node of the tree, as the reference reads an array into a tree
  /// that has children of these labels already: what is in both is laid over each other, what is
  /// new is added, and nothing is removed. It shows only where an array lost an item earlier, so
  /// that its numbers have a gap (FM-7 ✱).
  mutating func overlay(_ value: Int, on target: Int) throws(ShapingFailure) {
    var pending = [(value, target)]
    while let (value, target) = pending.popLast() {
      try open(target)
      guard nodes[target].hasChildren else {
        try replace(target, by: value)
        continue
      }
      try open(value)
      setKind(of: target, isCollection: isArrayLike(value))
      guard nodes[value].hasChildren else {
        nodes[target].value = nodes[value].value
        continue
      }
      let index = LabelIndex(self, below: target)
      var child = nodes[value].firstChild
      unlinkAll(below: value)
      while child != 0 {
        let next = nodes[child].next
        let known = index.first(like: child, self)
        if known != 0 {
          pending.append((child, known))
        } else {
          link(child, under: target)
        }
        child = next
      }
    }
  }

  /// Gives a node without children the content of a detached one. What it was comes back if it
  /// loses all children again.
  private mutating func replace(_ target: Int, by value: Int) throws(ShapingFailure) {
    if nodes[target].value != .null { try open(value) }
    nodes[target].isCollection = isArrayLike(value)
    if nodes[value].hasChildren {
      relinkAll(from: value, to: target)
    } else {
      nodes[target].value = nodes[value].value
    }
  }

  private func isArrayLike(_ node: Int) -> Bool {
    nodes[node].hasChildren ? nodes[node].isCollection : kind(of: nodes[node].value) == .array
  }

  /// Makes a node with children an object or an array. Items that become members are named by
  /// their numbers.
  private mutating func setKind(of node: Int, isCollection: Bool) {
    let wasCollection = nodes[node].isCollection
    nodes[node].isCollection = isCollection
    guard wasCollection && !isCollection else { return }
    var builder = DocumentBuilder()
    builder.beginArray()
    let source = sources.count
    var named = 0
    var child = nodes[node].firstChild
    while child != 0 {
      if nodes[child].label.isItem {
        named += 1
        let digits = NameKey.decimal(nodes[child].label.item)
        builder.append(string: digits.span)
        nodes[child].label = TreeLabel(source, named)
        nodes[child].key = NameKey.key(digits.span)
      }
      child = nodes[child].next
    }
    sources.append(builder.finish())
    noteTwins(below: node)
  }
}
