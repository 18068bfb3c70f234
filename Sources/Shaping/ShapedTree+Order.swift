import Document

extension ShapedTree {
  /// Puts the members of the root in the order of the bytes of their names, as the reference has
  /// all members (REN-1). What was merged in order of arrival has no order of its own, and which
  /// part came first must not show. Values keep their order, and so does a single part with many
  /// members: it has an order of its own, and opening it would cost a node for each.
  public mutating func sortMembers() {
    guard hasAnswer, isObject(0), nodes[0].hasChildren || openIfSmall() else { return }
    guard !areMembersSorted else { return }
    var members: [Int] = []
    swap(&members, &scratch)
    members.removeAll(keepingCapacity: true)
    var child = nodes[0].firstChild
    while child != 0 {
      members.append(child)
      child = nodes[child].next
    }
    members.sort { isLabel(of: $0, before: $1) }
    unlinkAll(below: 0)
    for member in members { link(member, under: 0) }
    swap(&members, &scratch)
  }

  /// Opens a root that is one document's; false where it is left as it is.
  private mutating func openIfSmall() -> Bool {
    let passage = nodes[0].value
    guard !passage.isConstant else { return false }
    let entry = sources[Int(passage.source)].tape[Int(passage.node)]
    guard entry.next - passage.node < 2048 else { return false }
    do {
      try open(0)
    } catch {
      return false
    }
    dropTwins(below: 0)
    return nodes[0].hasChildren
  }

  private var areMembersSorted: Bool {
    var child = nodes[0].firstChild
    while child != 0 {
      let next = nodes[child].next
      if next != 0, isLabel(of: next, before: child) { return false }
      child = next
    }
    return true
  }

  private func isLabel(of left: Int, before right: Int) -> Bool {
    let (one, other) = (nodes[left].label, nodes[right].label)
    guard !one.isItem, !other.isItem, !hasEscapes(one), !hasEscapes(other) else {
      return labelBytes(left).lexicographicallyPrecedes(labelBytes(right))
    }
    let first = sources[one.document]
    let second = sources[other.document]
    let (a, b) = (first.contentRange(of: one.node), second.contentRange(of: other.node))
    for offset in 0..<min(a.count, b.count) {
      let x = first.text[a.lowerBound + offset]
      let y = second.text[b.lowerBound + offset]
      if x != y { return x < y }
    }
    return a.count < b.count
  }

  private func hasEscapes(_ label: TreeLabel) -> Bool {
    sources[label.document].tape[label.node].hasEscapes
  }
}
