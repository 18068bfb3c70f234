/// Fragments, each behind those that it spreads: whoever goes by it has done with what a fragment
/// is made of, and never follows a spread. Walked without recursion, whatever the chain.
struct FragmentOrder {
  /// Each fragment once.
  private(set) var order: [Int] = []
  /// Spreads that lead back to where they came from.
  private(set) var cycles: [(fragment: Int, spread: SpreadNode)] = []
  /// The fragments that each fragment spreads, each once.
  let spreads: [[Int]]

  private enum State { case new, open, done }

  init(_ graph: SelectionGraph) {
    let all = graph.fragmentSets.map { graph.spreads(below: $0) }
    spreads = all.map { spreads in Array(Set(spreads.compactMap(\.fragment))).sorted() }
    var states = [State](repeating: .new, count: all.count)
    for root in all.indices where states[root] == .new {
      var path = [(fragment: root, next: 0)]
      states[root] = .open
      while let top = path.last {
        guard top.next < all[top.fragment].count else {
          states[top.fragment] = .done
          order.append(top.fragment)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let (node, fragment) = all[top.fragment][top.next]
        guard let fragment else { continue }
        switch states[fragment] {
        case .new:
          states[fragment] = .open
          path.append((fragment, 0))
        case .open: cycles.append((top.fragment, node))
        case .done: break
        }
      }
    }
  }

  /// All fragments that are reached from some, each once.
  func reached(from fragments: [Int]) -> [Int] {
    var seen = [Bool](repeating: false, count: spreads.count)
    var found: [Int] = []
    var open = fragments
    while let fragment = open.popLast() {
      if seen[fragment] { continue }
      seen[fragment] = true
      found.append(fragment)
      open.append(contentsOf: spreads[fragment])
    }
    return found
  }
}
