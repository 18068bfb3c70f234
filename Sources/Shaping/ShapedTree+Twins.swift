import Bytes

extension ShapedTree {
  /// Up to how many children are compared with each other.
  private var few: Int { 64 }

  /// Drops each member whose name a later one has too: the last wins (FM-6, MRG-2). The bound is
  /// n·log n comparisons; few members without twins cost about n.
  mutating func dropTwins(below parent: Int) {
    nodes[parent].mayHaveTwins = false
    guard nodes[parent].hasChildren, !nodes[parent].isCollection else { return }
    let found = markTwins(below: parent) ?? markTwinsOfMany(below: parent)
    if found { sweep(below: parent) }
  }

  /// Whether two members have one name.
  mutating func hasTwins(below parent: Int) -> Bool {
    guard markTwins(below: parent) ?? markTwinsOfMany(below: parent) else { return false }
    var child = nodes[parent].firstChild
    while child != 0 {
      nodes[child].isDropped = false
      child = nodes[child].next
    }
    return true
  }

  /// Notes that an object may have got twins; they are dropped when the program ends.
  mutating func noteTwins(below parent: Int) {
    guard !nodes[parent].mayHaveTwins else { return }
    nodes[parent].mayHaveTwins = true
    twinned.append(parent)
  }

  /// Marks the losers among few children; nil if there are many.
  private mutating func markTwins(below parent: Int) -> Bool? {
    var seen: UInt64 = 0
    var count = 0
    var found = false
    var child = nodes[parent].firstChild
    while child != 0 {
      count += 1
      guard count <= few else { return nil }
      // A set of 64 hashes tells most names apart without looking at older siblings.
      let bit: UInt64 = 1 << ((nodes[child].key &* 0x9E37_79B9_7F4A_7C15) >> 58)
      if seen & bit != 0 && markTwins(of: child, below: parent) { found = true }
      seen |= bit
      child = nodes[child].next
    }
    return found
  }

  /// Marks the older siblings of a child that are labelled like it.
  private mutating func markTwins(of child: Int, below parent: Int) -> Bool {
    var found = false
    var older = nodes[parent].firstChild
    while older != child {
      if nodes[older].key == nodes[child].key && areAlike(older, child) {
        nodes[older].isDropped = true
        found = true
      }
      older = nodes[older].next
    }
    return found
  }

  /// The same for many children: those with one key are brought together by sorting.
  private mutating func markTwinsOfMany(below parent: Int) -> Bool {
    var entries: [(key: UInt64, order: Int, node: Int)] = []
    var child = nodes[parent].firstChild
    while child != 0 {
      entries.append((nodes[child].key, entries.count, child))
      child = nodes[child].next
    }
    entries.sort { ($0.key, $0.order) < ($1.key, $1.order) }
    var found = false
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count && entries[end].key == entries[start].key { end += 1 }
      if end - start > 1, markTwins(among: entries[start..<end].map { $0.node }) { found = true }
      start = end
    }
    return found
  }

  /// Marks the losers among nodes in order of age that share a key.
  private mutating func markTwins(among group: [Int]) -> Bool {
    guard group.count > few else { return markTwins(amongFew: group) }
    let names = group.map { (bytes: labelBytes($0), node: $0) }
    // The sort is stable: of equal names the youngest comes last.
    let sorted = names.sorted { NameOrder.shortFirst($0.bytes.span, $1.bytes.span) < 0 }
    var found = false
    for (older, younger) in zip(sorted, sorted.dropFirst()) where older.bytes == younger.bytes {
      nodes[older.node].isDropped = true
      found = true
    }
    return found
  }

  private mutating func markTwins(amongFew group: [Int]) -> Bool {
    var found = false
    for (index, node) in group.enumerated() {
      for older in group[..<index] where areAlike(older, node) {
        nodes[older].isDropped = true
        found = true
      }
    }
    return found
  }
}
