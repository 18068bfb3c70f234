import Bytes

/// §5.5: fragments.
struct FragmentRules {
  let run: ValidationRun

  init(_ run: ValidationRun) { self.run = run }

  func check() {
    checkNames()
    checkUse()
    for (fragment, spread) in run.order.cycles {
      run.report(
        "the fragment '\(run.fragments[fragment].name.text)' contains itself through "
          + "'...\(spread.name.text)'", spread.location)
    }
  }

  private func checkNames() {
    var names: Set<String> = []
    for fragment in run.fragments where !names.insert(fragment.name.text).inserted {
      run.report("there are two fragments '\(fragment.name.text)'", fragment.name.location)
    }
  }

  /// §5.5.1.4 and §5.5.2.1: what is spread is there, and what is there is spread.
  private func checkUse() {
    var roots: [Int] = []
    let operations = run.graph.operationSets.count
    for (index, set) in (run.graph.operationSets + run.graph.fragmentSets).enumerated() {
      for (node, fragment) in run.graph.spreads(below: set) {
        if let fragment {
          if index < operations { roots.append(fragment) }
        } else {
          run.report(
            "there is no fragment '\(node.name.text)'", node.name.location,
            suggestion: Spelling.nearest(
              to: node.name.text, among: run.fragments.map(\.name.text)))
        }
      }
    }
    let used = Set(run.order.reached(from: roots))
    for (index, fragment) in run.fragments.enumerated() {
      // A second one of the same name is a fault of its own.
      let isFirst = run.graph.fragmentIndex[fragment.name.text] == index
      if isFirst, !used.contains(index) {
        run.report("the fragment '\(fragment.name.text)' is not used", fragment.name.location)
      }
    }
  }
}
