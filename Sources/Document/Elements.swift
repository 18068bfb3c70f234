/// The elements of one array, in order, as indices of nodes.
public struct Elements: Sequence, IteratorProtocol, Sendable {
  @usableFromInline let tape: [Node]
  @usableFromInline var cursor: Int
  @usableFromInline let end: Int

  @inlinable init(tape: [Node], start: Int, end: Int) {
    self.tape = tape
    self.cursor = start
    self.end = end
  }

  /// The next element, or nil.
  @inlinable public mutating func next() -> Int? {
    guard cursor < end else { return nil }
    let element = cursor
    cursor = Int(tape[element].next)
    return element
  }
}
