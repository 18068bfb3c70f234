/// The members of one object, in the order of the text.
public struct Members: Sequence, IteratorProtocol, Sendable {
  /// The indices of a name and of its value.
  public typealias Element = (name: Int, value: Int)

  @usableFromInline let tape: [Node]
  @usableFromInline var cursor: Int
  @usableFromInline let end: Int

  @inlinable init(tape: [Node], start: Int, end: Int) {
    self.tape = tape
    self.cursor = start
    self.end = end
  }

  /// The next member, or nil.
  @inlinable public mutating func next() -> Element? {
    guard cursor < end else { return nil }
    let name = cursor
    cursor = Int(tape[name + 1].next)
    return (name, name + 1)
  }
}
