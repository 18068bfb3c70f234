extension ShapedTree {
  /// The entry of `scratch` for a branch that has no node.
  static var nowhere: Int { -1 }

  /// Forgets which node belongs to which branch and sets the first: the data's own, branch 0, or,
  /// if the decoder put the root under a name, that of this name. The result is 0 in the first
  /// case, and also if the trie does not list that name.
  mutating func beginFilter(_ trie: FieldTrie, _ data: Int) -> Int {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: repeatElement(Self.nowhere, count: trie.branches.count))
    let wrapper = nodes[data].firstChild
    guard wrapper != 0 else {
      scratch[0] = data
      return 0
    }
    let first = trie.search(below: 0, labelBytes(wrapper).span)
    if first != 0 { scratch[first] = wrapper }
    return first
  }
}
