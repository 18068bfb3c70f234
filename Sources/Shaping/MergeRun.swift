/// Merges shaped parts by a policy, in the order in which they are added: that of declaration.
///
/// Walks with a list of pairs that are still to be merged: no recursion, whatever the depth.
/// Looking for equal names costs n·log n at most.
public struct MergeRun {
  /// What came of it so far.
  public private(set) var tree: ShapedTree
  private let policy: any MergePolicy
  /// For each part where its documents end in the tree, and which part it is.
  private var bounds: [(end: Int, part: Int)] = []
  /// Pairs of objects that are to become one.
  private var open: [(earlier: Int, later: Int)] = []

  /// Begins without parts.
  public init(_ policy: any MergePolicy, limits: ShapingLimits = .answer) {
    self.policy = policy
    tree = ShapedTree(limits: limits)
  }

  /// Adds a part; `number` names it in a failure. After a failure nothing must be added any more.
  /// A part that is no object adds nothing to others; objects come first (a plan puts other roots
  /// under a name).
  public mutating func add(_ part: ShapedTree, number: Int) throws(ShapingFailure) {
    guard part.hasAnswer, !part.isNull else {
      if !tree.hasAnswer { tree = part }
      return
    }
    guard tree.hasAnswer, !tree.isNull else {
      tree = part
      bounds = [(tree.sources.count, number)]
      return
    }
    let root = try tree.absorb(part)
    bounds.append((tree.sources.count, number))
    guard tree.isObject(0) else { return tree.replaceRoot(by: root) }
    guard tree.isObject(root) else { return }
    open.append((0, root))
    while let pair = open.popLast() { try merge(pair.later, into: pair.earlier) }
  }

  private mutating func merge(_ later: Int, into earlier: Int) throws(ShapingFailure) {
    try tree.open(later)
    guard tree.nodes[later].hasChildren else { return }
    try tree.open(earlier)
    let search = SiblingSearch(tree, below: earlier, against: later)
    var child = tree.nodes[later].firstChild
    tree.unlinkAll(below: later)
    while child != 0 {
      let next = tree.nodes[child].next
      let twin = search.first(like: child, tree)
      if twin == 0 {
        tree.link(child, under: earlier)
      } else {
        try settle(twin, child)
      }
      child = next
    }
    tree.nodes[earlier].value = .null
    tree.nodes[earlier].isCollection = false
  }

  /// Two members have one name.
  private mutating func settle(_ earlier: Int, _ later: Int) throws(ShapingFailure) {
    switch outcome(earlier, later) {
    case .earlier: return
    case .members where tree.isObject(earlier) && tree.isObject(later):
      open.append((earlier, later))
    case .later, .members: replace(earlier, by: later)
    case .items: try join(earlier, later)
    case .failure:
      throw .collision(
        member: String(decoding: tree.path(of: earlier), as: UTF8.self), part(of: earlier),
        part(of: later))
    }
  }

  /// On its own, so that the tree has one owner again when it is changed.
  private func outcome(_ earlier: Int, _ later: Int) -> MergeOutcome {
    policy.outcome(
      of: MergeCollision(
        tree: tree, earlier: ShapedValue(node: earlier), later: ShapedValue(node: later)))
  }

  /// The part that a member comes from: that whose documents its name stands in.
  private func part(of node: Int) -> Int {
    let document = tree.nodes[node].label.document
    return bounds.first { document < $0.end }?.part ?? 0
  }

  /// The later name comes along, so that the failure of a third part names the right one.
  private mutating func replace(_ earlier: Int, by later: Int) {
    tree.nodes[earlier].label = tree.nodes[later].label
    tree.unlinkAll(below: earlier)
    tree.nodes[earlier].value = tree.nodes[later].value
    tree.nodes[earlier].isCollection = tree.nodes[later].isCollection
    tree.relinkAll(from: later, to: earlier)
  }

  private mutating func join(_ earlier: Int, _ later: Int) throws(ShapingFailure) {
    try tree.becomeArray(earlier)
    try tree.becomeArray(later)
    tree.relinkAll(from: later, to: earlier)
    if tree.nodes[earlier].hasChildren { tree.nodes[earlier].value = .null }
    tree.numberItems(below: earlier, from: 0)
  }
}

/// Looks for children of one object that are called like those of another: one by one if there are
/// few, else with an index.
private struct SiblingSearch {
  private let parent: Int
  private let index: LabelIndex?
  /// The last child that was there at first: what is hung behind it is not looked at.
  private let last: Int

  init(_ tree: ShapedTree, below parent: Int, against other: Int) {
    self.parent = parent
    last = tree.nodes[parent].lastChild
    let product = SiblingSearch.count(tree, parent, 256) * SiblingSearch.count(tree, other, 256)
    index = product > 256 ? LabelIndex(tree, below: parent) : nil
  }

  private static func count(_ tree: ShapedTree, _ parent: Int, _ most: Int) -> Int {
    var count = 0
    var child = tree.nodes[parent].firstChild
    while child != 0 && count < most {
      count += 1
      child = tree.nodes[child].next
    }
    return max(count, 1)
  }

  func first(like node: Int, _ tree: ShapedTree) -> Int {
    if let index { return index.first(like: node, tree) }
    var child = last == 0 ? 0 : tree.nodes[parent].firstChild
    while child != 0 {
      if tree.areAlike(child, node) { return child }
      child = child == last ? 0 : tree.nodes[child].next
    }
    return 0
  }
}
