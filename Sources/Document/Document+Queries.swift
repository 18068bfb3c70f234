/// Indices of nodes are plain `Int`s: those that a query of the same document returned. An index
/// that is none of its nodes traps, as in any array.
extension Document {
  /// The index of the root.
  @inlinable public var root: Int { 0 }

  /// What the node is.
  @inlinable @inline(__always)
  public func kind(of node: Int) -> Node.Kind { tape[node].kind }

  /// Where the text of the node lies in `text`; of a string with its quotes.
  @inlinable @inline(__always)
  public func range(of node: Int) -> Range<Int> {
    let node = tape[node]
    return Range(uncheckedBounds: (Int(node.start), Int(node.end)))
  }

  /// A copy of the text of the node.
  public func slice(of node: Int) -> [UInt8] { Array(text[range(of: node)]) }

  /// The members of an object in the order of the text, duplicates included; of anything else none.
  @inlinable public func members(of object: Int) -> Members {
    let node = tape[object]
    return Members(
      tape: tape, start: object + 1, end: node.kind == .object ? Int(node.next) : object + 1)
  }

  /// The elements of an array in order; of anything else none.
  @inlinable public func elements(of array: Int) -> Elements {
    let node = tape[array]
    return Elements(
      tape: tape, start: array + 1, end: node.kind == .array ? Int(node.next) : array + 1)
  }

  /// The number of members or elements; 0 for a scalar. Costs a step per child.
  public func count(of container: Int) -> Int {
    let node = tape[container]
    var count = 0
    var child = container + 1
    while child < Int(node.next) {
      child = Int(tape[child].next)
      count += 1
    }
    return node.kind == .object ? count / 2 : count
  }

  /// The value of the member with this name (decoded bytes): the last one if there are several.
  /// Nil if there is none or the node is no object.
  public func value(of name: Span<UInt8>, in object: Int) -> Int? {
    guard tape[object].kind == .object else { return nil }
    let end = Int(tape[object].next)
    var found: Int?
    var member = object + 1
    while member < end {
      if isString(member, name) { found = member + 1 }
      member = Int(tape[member + 1].next)
    }
    return found
  }

  /// The value of the member with this name (decoded bytes): the last one if there are several.
  public func value(of name: [UInt8], in object: Int) -> Int? { value(of: name.span, in: object) }

  /// Walks down objects by a list of names; nil where a name is missing or its holder no object.
  /// No names: the node itself.
  public func value(at path: [[UInt8]], from node: Int = 0) -> Int? {
    var node = node
    for name in path {
      guard let next = value(of: name.span, in: node) else { return nil }
      node = next
    }
    return node
  }
}
