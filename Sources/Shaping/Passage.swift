/// A value that the tree does not own: a node of one of its documents, or a constant.
struct Passage: Equatable {
  /// Index of the document in `ShapedTree.sources`, or `constant`.
  let source: UInt32
  /// Index on that document's tape; of a constant, which one.
  let node: UInt32

  /// The source of the constants.
  static var constant: UInt32 { .max }

  /// `null`: also what flatmap leaves of an emptied container (FM-2).
  static var null: Passage { Passage(source: constant, node: 0) }
  /// `{}`.
  static var emptyObject: Passage { Passage(source: constant, node: 1) }
  /// `[]`.
  static var emptyArray: Passage { Passage(source: constant, node: 2) }

  /// Whether it is no text of a document.
  var isConstant: Bool { source == Self.constant }

  /// The same passage in a tree where other documents lie before these.
  func moved(by documents: Int) -> Passage {
    isConstant ? self : Passage(Int(source) + documents, Int(node))
  }

  init(source: UInt32, node: UInt32) {
    self.source = source
    self.node = node
  }

  /// The node of a document.
  init(_ source: Int, _ node: Int) {
    self.source = UInt32(truncatingIfNeeded: source)
    self.node = UInt32(truncatingIfNeeded: node)
  }
}
