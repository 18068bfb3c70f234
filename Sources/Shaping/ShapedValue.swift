/// One value of a `ShapedTree`, found by a look-up: valid for that tree until it is changed.
public struct ShapedValue: Sendable, Equatable {
  /// Index of the arena's node, or -1 if it lies inside a slice.
  let node: Int
  /// The slice, if it is no node of the arena.
  let passage: Passage

  /// Whether it is a node of the arena.
  var isNode: Bool { node >= 0 }

  init(node: Int) {
    self.node = node
    passage = .null
  }

  init(_ passage: Passage) {
    node = -1
    self.passage = passage
  }
}
