import Bytes

extension RouteTrie {
  /// The node where a route of one of these methods ends that matches the path, or nil. The path is
  /// decoded and begins with a slash.
  func find(_ path: Span<UInt8>, _ methods: MethodSet) -> Int? {
    var found: MethodSet = []
    return search(path, methods, collecting: false, &found)
  }

  /// All methods among these that have a route for the path.
  func collect(_ path: Span<UInt8>, _ methods: MethodSet) -> MethodSet {
    var found: MethodSet = []
    _ = search(path, methods, collecting: true, &found)
    return found
  }

  /// Walks down by the best alternative and turns back where that leads nowhere. No stack is
  /// needed: a node knows its parent and which alternative it was, and the path can be read
  /// backwards.
  private func search(
    _ path: Span<UInt8>, _ methods: MethodSet, collecting: Bool, _ found: inout MethodSet
  ) -> Int? {
    let nodes = self.nodes.span
    var scratch: [Range<Int>] = []
    var node = 0
    var start = 1
    var rank = 0
    while true {
      if start > path.count {
        let own = nodes[node].own.intersection(methods)
        if !own.isEmpty {
          if !collecting { return node }
          found.formUnion(own)
        }
      } else if let child = descend(nodes, node, path, &start, rank, methods, &scratch) {
        node = child
        rank = 0
        continue
      } else if let tail = tail(nodes, node, methods) {
        if !collecting { return tail }
        found.formUnion(nodes[tail].own.intersection(methods))
      }
      guard node != 0 else { return nil }
      rank = Int(nodes[node].rank) + 1
      node = Int(nodes[node].parent)
      start = RouteTrie.previousStart(path, start)
    }
  }

  private func tail(_ nodes: Span<Node>, _ node: Int, _ methods: MethodSet) -> Int? {
    let tail = Int(nodes[node].tail)
    return tail != 0 && !nodes[tail].own.isDisjoint(with: methods) ? tail : nil
  }

  /// The segment before `start` begins behind the slash before it.
  private static func previousStart(_ path: Span<UInt8>, _ start: Int) -> Int {
    var index = start - 2
    while path[index] != ASCII.slash { index -= 1 }
    return index + 1
  }

  /// The next child that the segment at `start` leads to, from alternative `rank` on; moves `start`
  /// behind the segment.
  private func descend(
    _ nodes: Span<Node>, _ node: Int, _ path: Span<UInt8>, _ start: inout Int, _ rank: Int,
    _ methods: MethodSet, _ scratch: inout [Range<Int>]
  ) -> Int? {
    var hash = RouteTrie.seed(node)
    var end = start
    while end < path.count, path[end] != ASCII.slash {
      hash = RouteTrie.mix(hash, path[end])
      end += 1
    }
    if rank == 0, let child = child(nodes, node, path, start..<end, hash),
      !nodes[child].below.isDisjoint(with: methods)
    {
      start = end + 1
      return child
    }
    guard nodes[node].hasAlternatives, end > start,
      !PathCleaning.isDotSegment(path, start..<end),
      let child = alternative(nodes, node, path, start..<end, max(rank, 1), methods, &scratch)
    else { return nil }
    start = end + 1
    return child
  }

  /// The child that a text leads to.
  private func child(
    _ nodes: Span<Node>, _ node: Int, _ path: Span<UInt8>, _ segment: Range<Int>, _ hash: UInt32
  ) -> Int? {
    let slots = self.slots.span
    let texts = self.texts.span
    let mask = slots.count - 1
    var index = Int(hash) & mask
    while slots[index].child != 0 {
      let slot = slots[index]
      if slot.hash == hash, Int(slot.node) == node {
        let child = nodes[Int(slot.child)]
        if RouteTrie.equal(path, segment, texts, Int(child.textStart), Int(child.textCount)) {
          return Int(slot.child)
        }
      }
      index = (index + 1) & mask
    }
    return nil
  }

  private static func equal(
    _ path: Span<UInt8>, _ segment: Range<Int>, _ texts: Span<UInt8>, _ start: Int, _ count: Int
  ) -> Bool {
    guard segment.count == count else { return false }
    for index in 0..<count where path[segment.lowerBound + index] != texts[start + index] {
      return false
    }
    return true
  }

  /// The first fitting template, else the placeholder, from alternative `rank` on.
  private func alternative(
    _ nodes: Span<Node>, _ node: Int, _ path: Span<UInt8>, _ segment: Range<Int>, _ rank: Int,
    _ methods: MethodSet, _ scratch: inout [Range<Int>]
  ) -> Int? {
    let here = nodes[node]
    let count = Int(here.templateCount)
    var index = rank - 1
    while index < count {
      let edge = templates[Int(here.firstTemplate) + index]
      scratch.removeAll(keepingCapacity: true)
      if !nodes[Int(edge.child)].below.isDisjoint(with: methods),
        edge.template.capture(path, segment, into: &scratch)
      {
        return Int(edge.child)
      }
      index += 1
    }
    let placeholder = Int(here.placeholder)
    guard rank <= count + 1, placeholder != 0,
      !nodes[placeholder].below.isDisjoint(with: methods)
    else { return nil }
    return placeholder
  }
}
