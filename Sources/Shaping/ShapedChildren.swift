import Document

/// The children of one value of a tree, in order: what an encoder other than JSON walks along.
public struct ShapedChildren: Sequence, IteratorProtocol {
  /// One child.
  public struct Element: Sendable {
    /// Where the name of a member stands; nil for an item.
    let name: TreeLabel?
    /// The value.
    public let value: ShapedValue
  }

  private let tree: ShapedTree
  /// The next node of the arena, or 0.
  private var node = 0
  private let isCollection: Bool
  /// The next node of a slice, up to the end.
  private var source = 0
  private var cursor = 0
  private var end = 0

  init(_ tree: ShapedTree, of value: ShapedValue) {
    self.tree = tree
    let kind = tree.kind(of: value)
    isCollection = kind == .array
    if value.isNode { node = tree.nodes[value.node].firstChild }
    let passage = tree.passage(of: value)
    guard node == 0, kind == .object || kind == .array, !passage.isConstant else { return }
    source = Int(passage.source)
    cursor = Int(passage.node) + 1
    end = Int(tree.sources[source].tape[Int(passage.node)].next)
  }

  /// The next child, or nil.
  public mutating func next() -> Element? {
    if node != 0 {
      let child = node
      node = tree.nodes[child].next
      let label = isCollection ? nil : tree.nodes[child].label
      return Element(name: label, value: ShapedValue(node: child))
    }
    guard cursor < end else { return nil }
    let name = isCollection ? nil : TreeLabel(source, cursor)
    let value = isCollection ? cursor : cursor + 1
    cursor = Int(tree.sources[source].tape[value].next)
    return Element(name: name, value: ShapedValue(Passage(source, value)))
  }
}
