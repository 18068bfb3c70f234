import Document

extension ShapedTree {
  /// `allow`: keeps what the trie lists, with its whole subtree; an object on the way stays only
  /// if something in it did; arrays on the way go (FMT-3).
  ///
  /// `scratch[branch]` is the node made for a branch, so that of twins the last counts.
  mutating func keep(_ trie: FieldTrie, of data: Int) throws(ShapingFailure) {
    if trie.hasItems { return try keep(trie, throughItemsOf: data) }
    let first = beginFilter(trie, data)
    if first != 0 && trie.branches[first].isLeaf { return }
    if nodes[data].hasChildren && first == 0 {
      unlinkAll(below: data)
    } else {
      for branch in first..<trie.branches.count where scratch[branch] != Self.nowhere {
        if !trie.branches[branch].isLeaf { try keepMembers(trie, branch) }
      }
      for branch in stride(from: trie.branches.count - 1, to: first, by: -1)
      where scratch[branch] != Self.nowhere && !trie.branches[branch].isLeaf {
        prune(scratch[branch])
      }
      if first != 0 { prune(scratch[first]) }
      sweep(below: data)
    }
    if nodes[data].hasChildren {
      nodes[data].value = .null
    } else if nodes[data].value != .null || scratch[0] == Self.nowhere {
      // Null data stays null; what the filter emptied is `{}`.
      nodes[data].value = .emptyObject
    }
  }

  /// Makes a child of each member that the trie lists.
  private mutating func keepMembers(
    _ trie: FieldTrie, _ branch: Int
  ) throws(ShapingFailure) {
    let node = scratch[branch]
    let passage = nodes[node].value
    guard kind(of: passage) == .object, !passage.isConstant else { return }
    let source = Int(passage.source)
    let document = sources[source]
    let end = Int(document.tape[Int(passage.node)].next)
    var member = Int(passage.node) + 1
    while member < end {
      let below = trie.branch(below: branch, for: member, of: document)
      if below != 0 { try keepMember(member, of: document, source, below, under: node) }
      member = Int(document.tape[member + 1].next)
    }
  }

  private mutating func keepMember(
    _ member: Int, of document: Document, _ source: Int, _ branch: Int, under node: Int
  ) throws(ShapingFailure) {
    if scratch[branch] != Self.nowhere { unlink(scratch[branch]) }
    try linkMember(member, of: document, source, under: node)
    scratch[branch] = nodes[node].lastChild
  }

  /// Marks a node on the way as dropped if nothing below it stayed.
  private mutating func prune(_ node: Int) {
    sweep(below: node)
    nodes[node].value = .null
    if !nodes[node].hasChildren { nodes[node].isDropped = true }
  }
}
