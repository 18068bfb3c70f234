import Bytes
public import Document

extension ShapedTree {
  /// The data; null without an answer.
  public var root: ShapedValue { hasAnswer ? ShapedValue(node: 0) : ShapedValue(.null) }

  /// What a value is.
  public func kind(of value: ShapedValue) -> Node.Kind {
    guard value.isNode, nodes[value.node].hasChildren else {
      return kind(of: passage(of: value))
    }
    return nodes[value.node].isCollection ? .array : .object
  }

  /// The value of the member with this name (decoded bytes), the last one if a slice has several;
  /// nil if there is none or the holder is no object.
  public func value(of name: [UInt8], in holder: ShapedValue) -> ShapedValue? {
    guard holder.isNode, nodes[holder.node].hasChildren else {
      return value(of: name, in: passage(of: holder))
    }
    guard !nodes[holder.node].isCollection else { return nil }
    let key = NameKey.key(name.span)
    var child = nodes[holder.node].firstChild
    while child != 0 {
      let label = nodes[child].label
      if nodes[child].key == key && sources[label.document].isString(label.node, name.span) {
        return ShapedValue(node: child)
      }
      child = nodes[child].next
    }
    return nil
  }

  private func value(of name: [UInt8], in passage: Passage) -> ShapedValue? {
    guard !passage.isConstant else { return nil }
    let source = Int(passage.source)
    let node = sources[source].value(of: name.span, in: Int(passage.node))
    return node.map { ShapedValue(Passage(source, $0)) }
  }

  /// Walks down objects from the root by a list of names (SEQ-4); nil where a name is missing or
  /// its holder is no object.
  public func value(at path: [[UInt8]]) -> ShapedValue? {
    var value = root
    for name in path {
      guard let next = self.value(of: name, in: value) else { return nil }
      value = next
    }
    return value
  }

  /// Appends the decoded bytes of a string; nothing for any other value.
  public func appendString(of value: ShapedValue, to output: inout [UInt8]) {
    let passage = passage(of: value)
    guard !passage.isConstant, kind(of: value) == .string else { return }
    sources[Int(passage.source)].appendString(at: Int(passage.node), to: &output)
  }

  /// Appends a value as JSON text.
  public func appendText(of value: ShapedValue, to output: inout [UInt8]) {
    if value.isNode { emit(value.node, to: &output) } else { emit(value.passage, to: &output) }
  }

  /// The members of an object or the items of an array, in order; of anything else none. Twins in
  /// a slice that shaping did not open come as they stand.
  public func children(of value: ShapedValue) -> ShapedChildren {
    ShapedChildren(self, of: value)
  }

  /// Appends the decoded bytes of a child's name; nothing for an item.
  public func appendName(of child: ShapedChildren.Element, to output: inout [UInt8]) {
    guard let name = child.name else { return }
    sources[name.document].appendString(at: name.node, to: &output)
  }

  /// The slice that a value is or, if it is a node with children, what it would be without.
  func passage(of value: ShapedValue) -> Passage {
    value.isNode ? nodes[value.node].value : value.passage
  }
}
