/// Looks for first children by label, mostly below one parent again and again: from the second
/// time on with an index, so that what moves into a wide parent costs no square of the widths.
/// Children may be hung behind the others meanwhile, all with one label, and none may go.
struct ChildSearch {
  private var parent = -1
  private var index: LabelIndex?
  /// The last child that the index knows.
  private var last = 0

  /// The first child with a name, or without one the first labelled like `other`; 0 if there is
  /// none.
  mutating func child(
    below parent: Int, _ name: Name?, _ other: Int, _ names: NameTable, _ tree: ShapedTree
  ) -> Int {
    if self.parent != parent {
      self.parent = parent
      index = nil
    } else if index == nil {
      index = LabelIndex(tree, below: parent)
      last = tree.nodes[parent].lastChild
    }
    let isWanted = { (child: Int) in
      name.map { tree.isLabelled(child, $0, names) } ?? tree.areAlike(child, other)
    }
    var child = tree.nodes[parent].firstChild
    if let index {
      let found = name.map { index.first($0, names, tree) } ?? index.first(like: other, tree)
      if found != 0 { return found }
      child = tree.nodes[last].next
      return child != 0 && isWanted(child) ? child : 0
    }
    while child != 0 && !isWanted(child) { child = tree.nodes[child].next }
    return child
  }
}
