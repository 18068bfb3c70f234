/// The fields of selection sets with those of all fragments in them, as `CollectFields` (§6.3.2)
/// gathers them; made once for each set.
final class FlatSelections {
  /// A field and what stands between it and the set.
  struct FlatField {
    let field: Int
    /// The innermost type condition; nil if there is none.
    let condition: String?
    /// How many there are.
    let conditions: Int
    /// Whether `@skip` or `@include` decides whether it is there.
    let isConditional: Bool
    /// Whether another directive stands around it, whose meaning nobody here knows.
    let isMarked: Bool
  }

  private struct Step {
    let set: Int
    var entry = 0
    var condition: String?
    var conditions = 0
    var isConditional = false
    var isMarked = false

    /// What lies inside of a fragment.
    func inside(_ set: Int, _ condition: String?, _ directives: [DirectiveNode]) -> Step {
      Step(
        set: set, condition: condition ?? self.condition,
        conditions: conditions + (condition == nil ? 0 : 1),
        isConditional: isConditional || directives.contains(where: \.decidesPresence),
        isMarked: isMarked || directives.contains { !$0.decidesPresence })
    }
  }

  let graph: SelectionGraph
  let budget: StepBudget
  private var cache: [Int: [FlatField]] = [:]

  init(_ graph: SelectionGraph, _ budget: StepBudget) {
    self.graph = graph
    self.budget = budget
  }

  /// The fields in their order; fewer once the budget is spent.
  func fields(of set: Int) -> [FlatField] {
    if let known = cache[set] { return known }
    var fields: [FlatField] = []
    var seen: Set<Int> = []
    var path = [Step(set: set)]
    while let step = path.last, !budget.isSpent {
      guard step.entry < graph.sets[step.set].entries.count else {
        path.removeLast()
        continue
      }
      path[path.count - 1].entry += 1
      budget.spend()
      switch graph.sets[step.set].entries[step.entry] {
      case .field(let field): fields.append(flat(field, step))
      case .inline(let node, let set):
        path.append(step.inside(set, node.condition?.text, node.directives))
      case .spread(let node, let fragment?) where seen.insert(fragment).inserted:
        path.append(
          step.inside(
            graph.fragmentSets[fragment], graph.fragments[fragment].condition.text,
            node.directives + graph.fragments[fragment].directives))
      case .spread: break
      }
    }
    cache[set] = fields
    return fields
  }

  private func flat(_ field: Int, _ step: Step) -> FlatField {
    let directives = graph.fields[field].node.directives
    return FlatField(
      field: field, condition: step.condition, conditions: step.conditions,
      isConditional: step.isConditional || directives.contains(where: \.decidesPresence),
      isMarked: step.isMarked || directives.contains { !$0.decidesPresence })
  }
}

extension DirectiveNode {
  /// Whether it is `@skip` or `@include`.
  var decidesPresence: Bool { name.text == "skip" || name.text == "include" }
}
