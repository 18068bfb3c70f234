import Document

/// The data of an answer while it is shaped and merged: documents, and an arena of the few nodes
/// that shaping touched, whose leaves are slices of those documents.
///
/// In: documents with their programs, in order of arrival. Out: the merged data, for a writer or a
/// look-up. Never: a copy of what can be sliced, an object per node, recursion on the depth of the
/// data. One tree serves one request; `removeAll` keeps its memory for the next one.
///
/// Members of one name: wherever shaping opens an object the last one counts and the others are
/// dropped. What it does not open passes as its text stands, twins included, since every JSON
/// reader that KrakenD's clients use takes the last one as well (architecture: "The Document").
public struct ShapedTree: Sendable {
  /// The arena; 0 is the root of the data. Empty until a part has been merged.
  var nodes: [TreeNode] = []
  /// The documents that slices and labels point into.
  var sources: [Document] = []
  /// Which nodes may have twins below them, until the end of a program.
  var twinned: [Int] = []
  /// Room for lists of nodes that an operation needs while it runs.
  var scratch: [Int] = []
  /// How large the arena may grow.
  let limits: ShapingLimits

  /// A tree without data.
  public init(limits: ShapingLimits = .answer) {
    self.limits = limits
  }

  /// Forgets all data; keeps the memory for the next request.
  public mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    twinned.removeAll(keepingCapacity: true)
    scratch.removeAll(keepingCapacity: true)
  }
}

extension ShapedTree {
  /// Whether a part was merged, be it null: without one the answer is "nothing" (REN-1: `{}`).
  public var hasAnswer: Bool { !nodes.isEmpty }

  /// Whether the data is null: the answer was, or flatmap emptied it (FM-2).
  public var isNull: Bool { hasAnswer && !nodes[0].hasChildren && nodes[0].value == .null }

  /// Whether the data has no member, in the sense of `X-Krakend-Completed` (RSP-2).
  public var isEmpty: Bool {
    guard hasAnswer else { return true }
    // A root that is no object (`root: any`) is data, whatever it holds.
    if nodes[0].hasChildren || isFilled(nodes[0].value) { return false }
    let kind = kind(of: root)
    return kind == .object || kind == .null
  }

  /// Whether the passage is an object or array with something in it.
  func isFilled(_ passage: Passage) -> Bool {
    guard !passage.isConstant else { return false }
    let node = sources[Int(passage.source)].tape[Int(passage.node)]
    return node.next > passage.node + 1
  }

  /// What the text of a passage is.
  func kind(of passage: Passage) -> Node.Kind {
    guard !passage.isConstant else {
      return passage == .null ? .null : passage == .emptyArray ? .array : .object
    }
    return sources[Int(passage.source)].tape[Int(passage.node)].kind
  }
}
