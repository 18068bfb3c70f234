/// What a child is called below its parent: a string of one of the documents, or, of an array's
/// item, a number. Flatmap does not renumber, so the number need not be the position (FM-2, §17).
struct TreeLabel: Equatable {
  private let source: UInt32
  private let index: UInt32

  /// Whether it is an item's number.
  var isItem: Bool { source == .max }
  /// The number of an item.
  var item: Int { Int(index) }
  /// Index of the document that holds the name.
  var document: Int { Int(source) }
  /// Index of the name on the document's tape.
  var node: Int { Int(index) }

  /// The name that stands at a node of a document.
  init(_ document: Int, _ node: Int) {
    source = UInt32(truncatingIfNeeded: document)
    index = UInt32(truncatingIfNeeded: node)
  }

  /// The same label in a tree where other documents lie before these.
  func moved(by documents: Int) -> TreeLabel {
    isItem ? self : TreeLabel(document + documents, node)
  }

  /// The number of an item.
  init(item: Int) {
    source = .max
    index = UInt32(truncatingIfNeeded: item)
  }
}
