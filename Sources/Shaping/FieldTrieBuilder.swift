import Bytes

/// Grows a prefix tree path by path, while a program is compiled.
struct FieldTrieBuilder {
  private struct Twig {
    let name: Name
    var isLeaf = false
    var entry = 0
    var below: [UInt32: Int] = [:]
  }

  private var twigs: [Twig]

  /// An empty tree; the collector gives the root a name that is never looked at.
  init(_ names: inout NameCollector) {
    twigs = [Twig(name: names.name(""))]
  }

  /// Adds an entry of `allow`: the later entry of the list decides, so `a.b` after `a` narrows it
  /// and `a` after `a.b` widens it (FMT-4).
  mutating func allow(_ path: [Name]) {
    var twig = 0
    for name in path.dropLast() {
      twig = child(name, of: twig)
      twigs[twig].isLeaf = false
    }
    if let last = path.last { end(last, of: twig) }
  }

  /// Adds an entry of `deny`: a parent in the list wins over its children (FMT-5).
  mutating func deny(_ path: [Name]) {
    var twig = 0
    for name in path.dropLast() {
      twig = child(name, of: twig)
      if twigs[twig].isLeaf { return }
    }
    if let last = path.last { end(last, of: twig) }
  }

  /// Adds an entry beside all others: those that go on behind it stay.
  mutating func mark(_ path: [Name], entry: Int) {
    var twig = 0
    for name in path { twig = child(name, of: twig) }
    twigs[twig].isLeaf = true
    twigs[twig].entry = entry
  }

  private mutating func end(_ name: Name, of twig: Int) {
    let last = child(name, of: twig)
    twigs[last].isLeaf = true
    twigs[last].below = [:]
  }

  private mutating func child(_ name: Name, of twig: Int) -> Int {
    if let known = twigs[twig].below[name.label] { return known }
    twigs.append(Twig(name: name))
    twigs[twig].below[name.label] = twigs.count - 1
    return twigs.count - 1
  }

  /// The tree, laid out level by level; what narrowing and widening cut off is left behind.
  consuming func finish(_ names: NameTable) -> FieldTrie {
    var order = [0]
    var branches = [FieldTrie.Branch(name: twigs[0].name, isLeaf: false)]
    var index = 0
    while index < order.count {
      let all = twigs[order[index]].below.values
      let below = Self.sorted(all.filter { !twigs[$0].name.isItems }, twigs, names)
      branches[index].below = branches.count..<(branches.count + below.count)
      for twig in below {
        branches[index].lengths |= 1 << UInt64(twigs[twig].name.count & 63)
        branches.append(Self.branch(twigs[twig]))
      }
      order += below
      if let items = all.first(where: { twigs[$0].name.isItems }) {
        branches[index].items = branches.count
        branches.append(Self.branch(twigs[items]))
        order.append(items)
      }
      index += 1
    }
    return FieldTrie(branches: branches, names: names)
  }

  private static func branch(_ twig: Twig) -> FieldTrie.Branch {
    var branch = FieldTrie.Branch(name: twig.name, isLeaf: twig.isLeaf)
    branch.entry = twig.entry
    return branch
  }

  private static func sorted(_ below: [Int], _ twigs: [Twig], _ names: NameTable) -> [Int] {
    below.sorted { left, right in
      NameOrder.shortFirst(
        names.bytes.span.extracting(twigs[left].name.range),
        names.bytes.span.extracting(twigs[right].name.range)) < 0
    }
  }
}
