import Bytes

/// An XML document as a flat arena: elements and runs of text in document order, linked as first
/// child and next sibling. In: events of the parser. Out: what decoders walk along. Freed without
/// recursion, whatever the depth.
struct XMLTree {
  /// An element, or a run of text between two pieces of markup. Index 0 is the root element, so 0
  /// as a link means none.
  struct Node {
    /// The element's name, an index into `names`; -1 for text, -2 for CDATA.
    var name: Int32
    /// Where a text lies in `bytes`.
    var start: UInt32 = 0
    var end: UInt32 = 0
    /// An element's attributes in `attributes`.
    var firstAttribute: UInt32 = 0
    var attributeCount: UInt32 = 0
    /// Links to other nodes.
    var firstChild: Int32 = 0
    var lastChild: Int32 = 0
    var next: Int32 = 0

    var isText: Bool { name < 0 }

    /// Whether a text was written as a CDATA section.
    var isCDATA: Bool { name == -2 }
  }

  /// An attribute of an element.
  struct Attribute {
    /// An index into `names`.
    var name: Int32
    /// Where the value lies in `bytes`.
    var start: UInt32
    var end: UInt32
  }

  /// A name as written, once for all its uses.
  struct Name {
    /// Where it lies in `bytes`, prefix included.
    var range: Range<Int>
    /// Where its local part begins; the same as the start if there is no prefix.
    var localStart: Int
    /// Equal for names with the same local part: below `localCount`.
    var local: Int32
  }

  var nodes: [Node] = []
  var attributes: [Attribute] = []
  var names: [Name] = []
  /// How many different local parts there are.
  var localCount: Int32 = 0
  /// The texts of names, values and runs.
  var bytes: [UInt8] = []
}

extension XMLTree {
  /// The children of an element.
  func children(of element: Int) -> Children {
    Children(nodes: nodes, cursor: Int(nodes[element].firstChild))
  }

  /// The attributes of an element.
  func attributes(of element: Int) -> ArraySlice<Attribute> {
    let first = Int(nodes[element].firstAttribute)
    return attributes[first..<first + Int(nodes[element].attributeCount)]
  }

  /// Where the local part of a name lies in `bytes`.
  func localRange(_ name: Int32) -> Range<Int> {
    let name = names[Int(name)]
    return name.localStart..<name.range.upperBound
  }

  /// Where the text of a run lies in `bytes`.
  func range(of text: Int) -> Range<Int> { Int(nodes[text].start)..<Int(nodes[text].end) }

  /// The children of an element in the order of the document.
  struct Children: Sequence, IteratorProtocol {
    fileprivate let nodes: [Node]
    fileprivate var cursor: Int

    mutating func next() -> Int? {
      guard cursor != 0 else { return nil }
      defer { cursor = Int(nodes[cursor].next) }
      return cursor
    }
  }
}
