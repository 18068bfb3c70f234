import Document

extension ShapedTree {
  /// `deny`: removes what the trie lists; paths through arrays do nothing (FMT-5). An object in
  /// which there is nothing to remove stays one slice.
  mutating func drop(_ trie: FieldTrie, of data: Int) throws(ShapingFailure) {
    if trie.hasItems { return try drop(trie, throughItemsOf: data) }
    let first = beginFilter(trie, data)
    if nodes[data].hasChildren && first == 0 { return }
    if first != 0 && trie.branches[first].isLeaf {
      unlinkAll(below: data)
      nodes[data].value = .emptyObject
      return
    }
    for branch in first..<trie.branches.count where scratch[branch] != Self.nowhere {
      if !trie.branches[branch].isLeaf { try dropMembers(trie, branch) }
    }
  }

  private mutating func dropMembers(
    _ trie: FieldTrie, _ branch: Int
  ) throws(ShapingFailure) {
    let node = scratch[branch]
    let passage = nodes[node].value
    guard kind(of: passage) == .object, hasMembers(passage, of: trie, branch) else { return }
    let source = Int(passage.source)
    let document = sources[source]
    let end = Int(document.tape[Int(passage.node)].next)
    var member = Int(passage.node) + 1
    while member < end {
      let below = trie.branch(below: branch, for: member, of: document)
      if below == 0 || !trie.branches[below].isLeaf {
        try linkMember(member, of: document, source, under: node)
        if below != 0 { scratch[below] = nodes[node].lastChild }
      }
      member = Int(document.tape[member + 1].next)
    }
    dropTwins(below: node)
    nodes[node].value = nodes[node].hasChildren ? .null : .emptyObject
  }

  /// Whether an object has any of the members that the trie lists.
  func hasMembers(_ passage: Passage, of trie: FieldTrie, _ branch: Int) -> Bool {
    guard !passage.isConstant else { return false }
    let document = sources[Int(passage.source)]
    for member in document.members(of: Int(passage.node))
    where trie.branch(below: branch, for: member.name, of: document) != 0 {
      return true
    }
    return false
  }
}
