import Bytes
import Document

/// A list of dot paths as a prefix tree: which members of an object matter, and which below them.
///
/// The branches lie level by level, so that a branch comes after the one above it, and those of one
/// object side by side, ordered by length and bytes of their names.
final class FieldTrie: Sendable {
  /// One name, and the names that matter below it.
  struct Branch {
    /// The name; of branch 0, the root, no meaning.
    let name: Name
    /// Whether the path ends here: the whole value is meant.
    let isLeaf: Bool
    /// The branches below.
    var below = 0..<0
    /// The branch for each item, where the value is an array; 0 for none.
    var items = 0
    /// Which entry of the list ends here, where the entries differ.
    var entry = 0
    /// The lengths of the names below, modulo 64, as a set.
    var lengths: UInt64 = 0
  }

  /// All branches; 0 is the root.
  let branches: [Branch]
  /// The bytes of the names.
  let names: NameTable
  /// Whether a path leads through the items of an array.
  let hasItems: Bool

  init(branches: [Branch], names: NameTable) {
    hasItems = branches.contains { $0.items != 0 }
    self.branches = branches
    self.names = names
  }

  /// The branch below `branch` for the name at a node of a document, or 0.
  @inline(__always)
  func branch(below branch: Int, for node: Int, of document: Document) -> Int {
    let name = document.tape[node]
    if name.hasEscapes { return search(below: branch, document.string(at: node).span) }
    let count = Int(name.end &- name.start) - 2
    guard branches[branch].lengths >> UInt64(count & 63) & 1 == 1 else { return 0 }
    return search(
      below: branch, document.text.span.extracting(document.contentRange(of: node)))
  }

  /// The branch below `branch` for a decoded name, or 0.
  func search(below branch: Int, _ name: Span<UInt8>) -> Int {
    let below = branches[branch].below
    if below.count > 8 { return binarySearch(below, name) }
    for index in below where Int(branches[index].name.count) == name.count {
      if names.equals(branches[index].name, name) { return index }
    }
    return 0
  }

  private func binarySearch(_ below: Range<Int>, _ name: Span<UInt8>) -> Int {
    var low = below.lowerBound
    var high = below.upperBound
    while low < high {
      let middle = (low + high) / 2
      let order = names.compare(branches[middle].name, name)
      if order == 0 { return middle }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return 0
  }
}

/// An order of names that is quick to decide.
enum NameOrder {
  /// Shorter before longer, then by bytes: below 0, 0 or above 0.
  static func shortFirst(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
    if left.count != right.count { return left.count - right.count }
    for index in 0..<left.count where left[index] != right[index] {
      return Int(left[index]) - Int(right[index])
    }
    return 0
  }
}
