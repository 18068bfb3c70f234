/// One node of the arena that shaping edits: made only for what shaping touches.
///
/// A node with children is an object or an array (`isCollection`) of them, whatever `value` says.
/// A node without children is its `value`. A `value` that is a container with members has no
/// children beside it: it has not been opened yet.
struct TreeNode {
  /// What it is called below its parent.
  var label: TreeLabel
  /// What it is without children.
  var value: Passage
  /// The key of the label (see `NameKey`); 0 for items.
  var key: UInt64 = 0
  /// Whether the children are items of an array.
  var isCollection = false
  /// Whether two children may have one name; the later one counts (FM-6).
  var mayHaveTwins = false
  /// Whether the next filtering of its parent's children drops it.
  var isDropped = false

  private var parentIndex: UInt32 = 0
  private var firstIndex: UInt32 = 0
  private var lastIndex: UInt32 = 0
  private var nextIndex: UInt32 = 0

  init(label: TreeLabel, value: Passage, key: UInt64 = 0) {
    self.label = label
    self.value = value
    self.key = key
  }

  /// The same node in an arena where another tree's nodes and documents lie behind others.
  func moved(by offset: Int, sources: Int) -> TreeNode {
    var node = self
    node.label = label.moved(by: sources)
    node.value = value.moved(by: sources)
    if parent != 0 { node.parent = parent + offset }
    if firstChild != 0 { node.firstChild = firstChild + offset }
    if lastChild != 0 { node.lastChild = lastChild + offset }
    if next != 0 { node.next = next + offset }
    return node
  }

  /// Index of the parent; of a root and of a detached node 0.
  var parent: Int {
    get { Int(parentIndex) }
    set { parentIndex = UInt32(truncatingIfNeeded: newValue) }
  }
  /// Index of the first child, or 0.
  var firstChild: Int {
    get { Int(firstIndex) }
    set { firstIndex = UInt32(truncatingIfNeeded: newValue) }
  }
  /// Index of the last child, or 0.
  var lastChild: Int {
    get { Int(lastIndex) }
    set { lastIndex = UInt32(truncatingIfNeeded: newValue) }
  }
  /// Index of the next sibling, or 0.
  var next: Int {
    get { Int(nextIndex) }
    set { nextIndex = UInt32(truncatingIfNeeded: newValue) }
  }
  /// Whether it has children.
  var hasChildren: Bool { firstIndex != 0 }
}
