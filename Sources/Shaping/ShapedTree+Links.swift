import Document

extension ShapedTree {
  /// Adds a document; the index is what labels and passages name it by.
  mutating func adopt(_ document: Document) -> Int {
    sources.append(document)
    return sources.count - 1
  }

  /// Makes a node that hangs nowhere.
  mutating func makeNode(
    _ label: TreeLabel, _ value: Passage, key: UInt64 = 0
  ) throws(ShapingFailure) -> Int {
    guard nodes.count < limits.nodes else { throw .tooLarge }
    nodes.append(TreeNode(label: label, value: value, key: key))
    return nodes.count - 1
  }

  /// Hangs a detached node behind the last child of a parent.
  mutating func link(_ child: Int, under parent: Int) {
    nodes[child].parent = parent
    nodes[child].next = 0
    let last = nodes[parent].lastChild
    if last == 0 {
      nodes[parent].firstChild = child
    } else {
      nodes[last].next = child
    }
    nodes[parent].lastChild = child
  }

  /// Takes a child out of its parent's list. Costs a step per older sibling.
  mutating func unlink(_ child: Int) {
    let parent = nodes[child].parent
    let next = nodes[child].next
    var previous = 0
    var sibling = nodes[parent].firstChild
    while sibling != child && sibling != 0 {
      previous = sibling
      sibling = nodes[sibling].next
    }
    if previous == 0 {
      nodes[parent].firstChild = next
    } else {
      nodes[previous].next = next
    }
    if next == 0 { nodes[parent].lastChild = previous }
    nodes[child].next = 0
    nodes[child].parent = 0
  }

  /// Takes all children off a node.
  mutating func unlinkAll(below parent: Int) {
    nodes[parent].firstChild = 0
    nodes[parent].lastChild = 0
  }

  /// Hangs all children of one node behind those of another.
  mutating func relinkAll(from old: Int, to new: Int) {
    var child = nodes[old].firstChild
    unlinkAll(below: old)
    while child != 0 {
      let next = nodes[child].next
      link(child, under: new)
      child = next
    }
  }

  /// Takes the children that are marked as dropped out of the list.
  mutating func sweep(below parent: Int) {
    var child = nodes[parent].firstChild
    unlinkAll(below: parent)
    while child != 0 {
      let next = nodes[child].next
      if !nodes[child].isDropped { link(child, under: parent) }
      child = next
    }
  }
}
