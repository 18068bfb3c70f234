import Bytes
import Document

// What merging by a policy needs of the tree.
extension ShapedTree {
  /// Whether a node is an object.
  func isObject(_ node: Int) -> Bool { kind(of: ShapedValue(node: node)) == .object }

  /// Takes the nodes and documents of another tree in; the result is what was its root.
  mutating func absorb(_ other: ShapedTree) throws(ShapingFailure) -> Int {
    guard nodes.count + other.nodes.count <= limits.nodes else { throw .tooLarge }
    let root = nodes.count
    for node in other.nodes { nodes.append(node.moved(by: root, sources: sources.count)) }
    // Children of the root have no parent to move: 0 stands for the root and for none.
    var child = nodes[root].firstChild
    while child != 0 {
      nodes[child].parent = root
      child = nodes[child].next
    }
    sources += other.sources
    return root
  }

  /// Makes another node's value the data.
  mutating func replaceRoot(by node: Int) {
    unlinkAll(below: 0)
    nodes[0].value = nodes[node].value
    nodes[0].isCollection = nodes[node].isCollection
    relinkAll(from: node, to: 0)
  }

  /// Opens an array; anything else becomes the one item of an array, and null an empty one.
  mutating func becomeArray(_ node: Int) throws(ShapingFailure) {
    try open(node)
    let isArray = kind(of: ShapedValue(node: node)) == .array
    if !isArray, nodes[node].hasChildren || kind(of: nodes[node].value) != .null {
      let item = try makeNode(TreeLabel(item: 0), nodes[node].value)
      relinkAll(from: node, to: item)
      link(item, under: node)
    }
    nodes[node].isCollection = true
    nodes[node].value = nodes[node].hasChildren ? .null : .emptyArray
  }

  /// The names that lead to a node, with dots between them.
  func path(of node: Int) -> [UInt8] {
    var names: [[UInt8]] = []
    var node = node
    while node != 0 {
      names.append(labelBytes(node))
      node = nodes[node].parent
    }
    var path: [UInt8] = []
    for name in names.reversed() {
      if !path.isEmpty { path.append(ASCII.dot) }
      path += name
    }
    return path
  }
}
