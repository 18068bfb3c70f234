public import Document

/// What a part gave to the data.
public enum PartKind: Sendable, Equatable {
  /// An object, be it an empty one.
  case data
  /// Null: it adds nothing, and beside other parts it makes the whole incomplete (MRG-4).
  case null
}

extension ShapedTree {
  /// Room for what most requests need, so that the arena does not grow step by step.
  private static var usualNodes: Int { 24 }
  private static var usualSources: Int { 8 }

  /// Brings an answer into shape and merges it: top-level members only, the later part wins
  /// (MRG-2). The parts are to be merged in order of arrival.
  ///
  /// A failure leaves the data as it was. Null data merged twice is `{}`, as in the reference.
  public mutating func merge(
    _ document: Document, through program: ShapingProgram
  ) throws(ShapingFailure) -> PartKind {
    if nodes.capacity == 0 {
      nodes.reserveCapacity(Self.usualNodes)
      sources.reserveCapacity(Self.usualSources)
    }
    let mark = (nodes: nodes.count, sources: sources.count)
    let root = nodes.first
    do {
      if let root, root.hasChildren || root.value != .null {
        return try mergeBeside(document, program)
      }
      let isFirst = root == nil
      if isFirst { nodes.append(TreeNode(label: TreeLabel(item: 0), value: .null)) }
      try shape(document, by: program, at: 0)
      guard isNull else { return .data }
      if !isFirst { nodes[0].value = .emptyObject }
      return .null
    } catch {
      nodes.removeLast(nodes.count - mark.nodes)
      sources.removeLast(sources.count - mark.sources)
      if let root { nodes[0] = root }
      throw error
    }
  }

  /// Merges an answer into data that is there.
  private mutating func mergeBeside(
    _ document: Document, _ program: ShapingProgram
  ) throws(ShapingFailure) -> PartKind {
    let part = try makeNode(TreeLabel(item: 0), .null)
    try shape(document, by: program, at: part)
    return try graft(part)
  }

  /// Merges data that was shaped by itself, as a step of a sequence is; by the same rule.
  public mutating func merge(_ other: ShapedTree) throws(ShapingFailure) -> PartKind {
    guard other.hasAnswer else { return .null }
    guard hasAnswer, !isNull else {
      let wasNull = isNull
      self.nodes = other.nodes
      self.sources = other.sources
      if wasNull && isNull { nodes[0].value = .emptyObject }
      return other.isNull ? .null : .data
    }
    guard nodes.count + other.nodes.count <= limits.nodes else { throw .tooLarge }
    let part = nodes.count
    for node in other.nodes {
      nodes.append(node.moved(by: part, sources: sources.count))
    }
    sources += other.sources
    return try graft(part)
  }

  /// Hangs the members of a part below the root; the part's win over those that are there.
  private mutating func graft(_ part: Int) throws(ShapingFailure) -> PartKind {
    if !nodes[part].hasChildren && nodes[part].value == .null { return .null }
    guard isObject(part), isObject(0) else {
      // No member to merge by: the later part wins as a whole. A plan does not come to this.
      replaceRoot(by: part)
      return .data
    }
    try open(part)
    guard nodes[part].hasChildren else { return .data }
    try open(0)
    relinkAll(from: part, to: 0)
    nodes[0].value = .null
    dropTwins(below: 0)
    return .data
  }
}
