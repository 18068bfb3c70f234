import Document

extension ShapedTree {
  /// Opens a container that is still one slice: a child for each member or item, each a slice.
  /// Of members with one name only the last becomes a child. Without children, `value` is what the
  /// node becomes if all of them go: null, as in flatmap (FM-2), until someone says otherwise.
  mutating func open(_ node: Int) throws(ShapingFailure) {
    let passage = nodes[node].value
    guard !nodes[node].hasChildren, isFilled(passage) else { return }
    let source = Int(passage.source)
    switch sources[source].tape[Int(passage.node)].kind {
    case .object: try openObject(node, source, Int(passage.node))
    case .array: try openArray(node, source, Int(passage.node))
    default: return
    }
    nodes[node].value = .null
  }

  private mutating func openObject(
    _ node: Int, _ source: Int, _ object: Int
  ) throws(ShapingFailure) {
    let document = sources[source]
    let end = Int(document.tape[object].next)
    var member = object + 1
    while member < end {
      try linkMember(member, of: document, source, under: node)
      member = Int(document.tape[member + 1].next)
    }
    nodes[node].isCollection = false
    dropTwins(below: node)
  }

  /// Makes a child of the member whose name stands at a node of a document.
  mutating func linkMember(
    _ member: Int, of document: Document, _ source: Int, under node: Int
  ) throws(ShapingFailure) {
    let child = try makeNode(
      TreeLabel(source, member), Passage(source, member + 1),
      key: NameKey.key(of: member, in: document))
    link(child, under: node)
  }

  private mutating func openArray(
    _ node: Int, _ source: Int, _ array: Int
  ) throws(ShapingFailure) {
    let document = sources[source]
    let end = Int(document.tape[array].next)
    var element = array + 1
    var number = 0
    while element < end {
      link(try makeNode(TreeLabel(item: number), Passage(source, element)), under: node)
      element = Int(document.tape[element].next)
      number += 1
    }
    nodes[node].isCollection = true
  }
}
