import Bytes

/// The elements of other namespaces in a channel or an item: prefix → name → elements, in the order
/// in which they come.
struct FeedExtensions {
  /// The elements with one name.
  struct Group {
    var prefix: [UInt8]
    var name: [UInt8]
    var elements: [Int]
  }

  private(set) var groups: [Group] = []
  private var positions: [[UInt8]: Int] = [:]

  var isEmpty: Bool { groups.isEmpty }

  mutating func append(_ element: Int, prefix: [UInt8], name: [UInt8]) {
    let key = prefix + [ASCII.colon] + name
    if let position = positions[key] {
      groups[position].elements.append(element)
    } else {
      positions[key] = groups.count
      groups.append(Group(prefix: prefix, name: name, elements: [element]))
    }
  }

  /// The elements with a prefix and a name.
  func elements(_ prefix: StaticString, _ name: StaticString) -> [Int] {
    let key = [UInt8](prefix) + [ASCII.colon] + [UInt8](name)
    return positions[key].map { groups[$0].elements } ?? []
  }
}
