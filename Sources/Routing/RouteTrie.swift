import Bytes

/// A tree of segments in flat arrays. From a node on, a segment leads to at most one child by its
/// text, then to the children with templates, then to the one with a plain placeholder, and a rest
/// of any length to the tail. Every node has one parent and one depth, so a search that turns back
/// visits each node at most once: its cost is bounded by the number of nodes, whatever the
/// patterns.
struct RouteTrie: Sendable {
  /// Child number 0 means none: 0 is the root, which is nobody's child.
  struct Node: Sendable {
    var parent: Int32 = 0
    /// Which of its parent's alternatives the node is: 0 text, then templates, then placeholder.
    var rank: Int32 = 0
    /// Where the text that leads here lies in `texts`.
    var textStart: Int32 = 0
    var textCount: Int32 = 0
    var firstTemplate: Int32 = 0
    var templateCount: Int32 = 0
    var placeholder: Int32 = 0
    var tail: Int32 = 0
    /// Where the routes that end here lie in `leaves`, one for each method of `own`.
    var firstLeaf: Int32 = 0
    /// The methods of the routes that end here, and of those here and below.
    var own: MethodSet = []
    var below: MethodSet = []

    /// Whether a segment can lead on other than by its text.
    var hasAlternatives: Bool { templateCount > 0 || placeholder != 0 }
  }

  /// An entry of the open-addressed table of all texts: (node, text) → child.
  struct Slot: Sendable {
    var node: Int32 = 0
    var child: Int32 = 0
    var hash: UInt32 = 0
  }

  /// A template and the child that it leads to.
  struct TemplateEdge: Sendable {
    let template: SegmentTemplate
    let child: Int32
  }

  var nodes: [Node] = [Node()]
  var texts: [UInt8] = []
  var slots: [Slot] = [Slot(), Slot()]
  var templates: [TemplateEdge] = []
  var leaves: [Int32] = []

  /// FNV-1a, begun with the node's number.
  @inline(__always) static func seed(_ node: Int) -> UInt32 {
    (0x811C_9DC5 ^ UInt32(truncatingIfNeeded: node)) &* 0x0100_0193
  }

  @inline(__always) static func mix(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
    (hash ^ UInt32(byte)) &* 0x0100_0193
  }

  /// The route of a method at a node that has it.
  func route(at node: Int, for method: MethodSet) -> Int {
    let leaf = nodes[node]
    return Int(leaves[Int(leaf.firstLeaf) + leaf.own.rank(of: method)])
  }
}
