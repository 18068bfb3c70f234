import Document

// Filters whose paths lead through the items of arrays (`items[].id`): Dragoman's own. They walk
// with a list of nodes to visit; programs without such paths do not come here.
extension ShapedTree {
  /// `allow`. Objects that are items stay, be it as `{}`, so that the list keeps its length; items
  /// that are no container go, and what is no array where the path has `[]`.
  mutating func keep(
    _ trie: FieldTrie, throughItemsOf data: Int
  ) throws(ShapingFailure) {
    let wasNull = !nodes[data].hasChildren && kind(of: nodes[data].value) == .null
    var pending = [(node: data, branch: 0)]
    var visited: [Int] = []
    while let (node, branch) = pending.popLast() {
      if try visit(node, trie, branch, &pending) { visited.append(node) }
    }
    // Whoever was visited later lies deeper or beside.
    for node in visited.reversed() { prune(node, below: data) }
    guard !nodes[data].hasChildren else { return }
    nodes[data].isDropped = false
    if wasNull { nodes[data].value = .null }
  }

  /// Makes children of what the trie lists below a node; false if the node stays as it is.
  private mutating func visit(
    _ node: Int, _ trie: FieldTrie, _ branch: Int, _ pending: inout [(node: Int, branch: Int)]
  ) throws(ShapingFailure) -> Bool {
    let items = trie.branches[branch].items
    if nodes[node].hasChildren {
      keepChildren(node, trie, branch, &pending)
      return true
    }
    let passage = nodes[node].value
    switch kind(of: passage) {
    case .object where !trie.branches[branch].below.isEmpty:
      try keepMembers(of: node, trie, branch, &pending)
    case .array where items != 0:
      if trie.branches[items].isLeaf { return false }
      nodes[node].value = .emptyArray
      guard isFilled(passage) else { return true }
      nodes[node].value = passage
      try open(node)
      nodes[node].value = .emptyArray
      push(itemsOf: node, items, &pending)
    default:
      nodes[node].value = .emptyObject
      nodes[node].isDropped = true
    }
    return true
  }

  /// Of a node that shaping has opened before: that under which the decoder put an array.
  private mutating func keepChildren(
    _ node: Int, _ trie: FieldTrie, _ branch: Int, _ pending: inout [(node: Int, branch: Int)]
  ) {
    var child = nodes[node].firstChild
    while child != 0 {
      let below = trie.search(below: branch, labelBytes(child).span)
      if below == 0 {
        nodes[child].isDropped = true
      } else if !trie.branches[below].isLeaf {
        pending.append((child, below))
      }
      child = nodes[child].next
    }
    nodes[node].value = .emptyObject
  }

  private mutating func keepMembers(
    of node: Int, _ trie: FieldTrie, _ branch: Int, _ pending: inout [(node: Int, branch: Int)]
  ) throws(ShapingFailure) {
    let passage = nodes[node].value
    nodes[node].value = .emptyObject
    guard !passage.isConstant else { return }
    let source = Int(passage.source)
    let document = sources[source]
    for member in document.members(of: Int(passage.node)) {
      let below = trie.branch(below: branch, for: member.name, of: document)
      guard below != 0 else { continue }
      try linkMember(member.name, of: document, source, under: node)
      if !trie.branches[below].isLeaf { pending.append((nodes[node].lastChild, below)) }
    }
    dropTwins(below: node)
  }

  private mutating func push(
    itemsOf node: Int, _ branch: Int, _ pending: inout [(node: Int, branch: Int)]
  ) {
    var child = nodes[node].firstChild
    while child != 0 {
      pending.append((child, branch))
      child = nodes[child].next
    }
  }

  /// Takes out what is marked; an object that is no item goes if nothing is left in it.
  private mutating func prune(_ node: Int, below data: Int) {
    sweep(below: node)
    if nodes[node].hasChildren {
      nodes[node].value = .null
      if nodes[node].isCollection { numberItems(below: node, from: 0) }
      return
    }
    guard node != data, nodes[node].value != .emptyArray else { return }
    if !nodes[nodes[node].parent].isCollection { nodes[node].isDropped = true }
  }

  /// `deny`: where the path leads to items, all of them go; the arrays stay.
  mutating func drop(
    _ trie: FieldTrie, throughItemsOf data: Int
  ) throws(ShapingFailure) {
    var pending = [(node: data, branch: 0)]
    while let (node, branch) = pending.popLast() {
      let items = trie.branches[branch].items
      let passage = nodes[node].value
      if nodes[node].hasChildren {
        dropChildren(node, trie, branch, &pending)
        continue
      }
      switch kind(of: passage) {
      case .object where hasMembers(passage, of: trie, branch):
        try dropMembers(of: node, trie, branch, &pending)
      case .array where items != 0 && trie.branches[items].isLeaf:
        nodes[node].value = .emptyArray
      case .array where items != 0:
        try open(node)
        push(itemsOf: node, items, &pending)
      default: continue
      }
    }
  }

  private mutating func dropChildren(
    _ node: Int, _ trie: FieldTrie, _ branch: Int, _ pending: inout [(node: Int, branch: Int)]
  ) {
    var child = nodes[node].firstChild
    while child != 0 {
      let below = trie.search(below: branch, labelBytes(child).span)
      if below != 0 {
        if trie.branches[below].isLeaf {
          nodes[child].isDropped = true
        } else {
          pending.append((child, below))
        }
      }
      child = nodes[child].next
    }
    sweep(below: node)
    if !nodes[node].hasChildren { nodes[node].value = .emptyObject }
  }

  private mutating func dropMembers(
    of node: Int, _ trie: FieldTrie, _ branch: Int, _ pending: inout [(node: Int, branch: Int)]
  ) throws(ShapingFailure) {
    let source = Int(nodes[node].value.source)
    let document = sources[source]
    for member in document.members(of: Int(nodes[node].value.node)) {
      let below = trie.branch(below: branch, for: member.name, of: document)
      if below != 0 && trie.branches[below].isLeaf { continue }
      try linkMember(member.name, of: document, source, under: node)
      if below != 0 { pending.append((nodes[node].lastChild, below)) }
    }
    dropTwins(below: node)
    nodes[node].value = nodes[node].hasChildren ? .null : .emptyObject
  }
}
