import Bytes
import Document

/// Takes the parser's events and links them into a tree, within limits. A class, since C callbacks
/// find it by its address. It ends at the end of the root element: what follows is not read, as in
/// the reference.
final class XMLTreeBuilder {
  /// A name in the parser's dictionary, where equal names have one address.
  typealias CName = UnsafePointer<UInt8>

  private(set) var tree = XMLTree()
  /// Whether the root element has ended.
  private(set) var isComplete = false
  /// What ended the reading early.
  private(set) var failure: DecodingError?
  private let limits: DocumentLimits
  /// Whether runs of nothing but blanks are kept.
  private let keepsBlanks: Bool
  /// The elements that are open, the innermost last.
  private var open: [Int32] = []
  private var ids: [CName: Int32] = [:]
  private var locals: [[UInt8]: Int32] = [:]
  /// Where the text that is being gathered begins, or -1.
  private var textStart = -1

  /// How many different names there may be: the parser's dictionary does not grow beyond 16 384
  /// chains, so that the cost of a name grows with their number.
  private static let nameLimit = 1 << 16

  /// An element or attribute costs several times the memory of a JSON node.
  private var nodeLimit: Int { limits.nodes / 4 }

  init(limits: DocumentLimits, keepsBlanks: Bool) {
    self.limits = limits
    self.keepsBlanks = keepsBlanks
  }

  /// Whether the parser has to stop.
  var isOver: Bool { isComplete || failure != nil }

  func fail(_ error: DecodingError) {
    if failure == nil { failure = error }
  }

  func begin(_ name: CName) {
    guard !isOver else { return }
    endText()
    guard open.count < limits.depth else { return fail(.tooDeep) }
    var node = XMLTree.Node(name: id(of: name))
    node.firstAttribute = UInt32(clamping: tree.attributes.count)
    if let index = link(node) { open.append(index) }
  }

  /// An attribute of the element that has just begun.
  func attribute(_ name: CName, _ value: CName?) {
    guard !isOver, let element = open.last else { return }
    guard hasRoom(for: 1) else { return }
    let name = id(of: name)
    let start = tree.bytes.count
    if let value { append(value, count: length(of: value)) }
    tree.attributes.append(
      XMLTree.Attribute(
        name: name, start: UInt32(clamping: start), end: UInt32(clamping: tree.bytes.count)))
    tree.nodes[Int(element)].attributeCount += 1
  }

  func end() {
    guard !isOver else { return }
    endText()
    open.removeLast()
    isComplete = open.isEmpty
  }

  /// A processing instruction, which ends a run of text; its target is a name too.
  func instruction(_ target: CName) {
    guard !isOver else { return }
    endText()
    _ = id(of: target)
  }

  /// A piece of text; several in a row are one run until `endText`.
  func text(_ piece: CName, count: Int) {
    guard !isOver, !open.isEmpty else { return }
    if textStart < 0 { textStart = tree.bytes.count }
    append(piece, count: count)
  }

  /// Markup ends a run of text, be it a comment.
  func endText(isCDATA: Bool = false) {
    guard textStart >= 0 else { return }
    let start = textStart
    textStart = -1
    guard keepsBlanks || !tree.bytes[start...].allSatisfy(XMLText.isBlank) else {
      tree.bytes.removeLast(tree.bytes.count - start)
      return
    }
    var node = XMLTree.Node(name: isCDATA ? -2 : -1)
    node.start = UInt32(clamping: start)
    node.end = UInt32(clamping: tree.bytes.count)
    _ = link(node)
  }

  private func hasRoom(for more: Int) -> Bool {
    guard tree.nodes.count + tree.attributes.count + more <= nodeLimit else {
      fail(.tooManyNodes)
      return false
    }
    return true
  }

  /// Makes a node the last child of the innermost open element.
  private func link(_ node: XMLTree.Node) -> Int32? {
    guard hasRoom(for: 1) else { return nil }
    let index = Int32(truncatingIfNeeded: tree.nodes.count)
    if let parent = open.last.map({ Int($0) }) {
      let last = Int(tree.nodes[parent].lastChild)
      if last == 0 {
        tree.nodes[parent].firstChild = index
      } else {
        tree.nodes[last].next = index
      }
      tree.nodes[parent].lastChild = index
    }
    tree.nodes.append(node)
    return index
  }

  private func append(_ bytes: CName, count: Int) {
    guard tree.bytes.count + count <= limits.bytes else { return fail(.tooLarge) }
    // Unsafe: the parser lends so many bytes for the length of its callback.
    tree.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
  }

  private func length(of text: CName) -> Int {
    var length = 0
    while text[length] != 0 { length += 1 }
    return length
  }

  private func id(of name: CName) -> Int32 {
    if let known = ids[name] { return known }
    if ids.count >= Self.nameLimit { fail(.tooManyNames) }
    let start = tree.bytes.count
    append(name, count: length(of: name))
    let range = start..<tree.bytes.count
    let id = Int32(truncatingIfNeeded: tree.names.count)
    let written = Array(tree.bytes[range])
    let localStart = start + XMLText.localStart(written.span)
    let local = Array(tree.bytes[localStart..<range.upperBound])
    let localID = locals[local] ?? tree.localCount
    if localID == tree.localCount {
      locals[local] = localID
      tree.localCount += 1
    }
    tree.names.append(XMLTree.Name(range: range, localStart: localStart, local: localID))
    ids[name] = id
    return id
  }
}
