/// How much an operation asks for, with fragments counted wherever they are spread.
public struct OperationMeasures: Sendable, Equatable {
  /// Fields within each other; `{ a { b } }` has 2. `Int.max` if a fragment contains itself.
  public let depth: Int
  /// All fields. `Int.max` if a fragment contains itself, or if there are no numbers for them.
  public let fields: Int
  /// Whether it asks for nothing but the schema: `__schema`, `__type`, `__typename`.
  public let isIntrospection: Bool
}

extension ExecutableDocument {
  /// Measures an operation of the document. Each fragment is measured once, so that the cost does
  /// not grow with what is measured.
  public func measures(of operation: OperationDefinition) -> OperationMeasures {
    MeasuringWalk(self).measures(of: operation.index)
  }
}

/// Measures fragments, each before those that spread it, then an operation.
private struct MeasuringWalk {
  private struct Extent {
    var depth = 0
    var fields = 0

    mutating func include(_ other: Extent, below levels: Int = 0) {
      let (deep, isDeep) = other.depth.addingReportingOverflow(levels)
      let (more, isMore) = fields.addingReportingOverflow(other.fields)
      depth = max(depth, isDeep ? .max : deep)
      fields = isMore ? .max : more
    }
  }

  private let graph: SelectionGraph
  private let order: FragmentOrder
  private var fragments: [Extent]

  init(_ document: ExecutableDocument) {
    graph = SelectionGraph(document, nil)
    order = FragmentOrder(graph)
    fragments = Array(repeating: Extent(), count: graph.fragmentSets.count)
    for fragment in order.order { fragments[fragment] = extent(of: graph.fragmentSets[fragment]) }
  }

  func measures(of operation: Int) -> OperationMeasures {
    guard graph.operationSets.indices.contains(operation) else {
      return OperationMeasures(depth: .max, fields: .max, isIntrospection: false)
    }
    let set = graph.operationSets[operation]
    let direct = graph.spreads(below: set).compactMap(\.fragment)
    let reached = Set(order.reached(from: direct))
    if order.cycles.contains(where: { reached.contains($0.fragment) }) {
      return OperationMeasures(depth: .max, fields: .max, isIntrospection: false)
    }
    let extent = extent(of: set)
    return OperationMeasures(
      depth: extent.depth, fields: extent.fields, isIntrospection: isIntrospection(set))
  }

  /// As deep as the parser went: a fragment is looked up.
  private func extent(of set: Int) -> Extent {
    var extent = Extent()
    for entry in graph.sets[set].entries {
      switch entry {
      case .field(let field):
        extent.include(Extent(depth: 1, fields: 1))
        if let below = graph.fields[field].set {
          extent.include(self.extent(of: below), below: 1)
        }
      case .inline(_, let inner): extent.include(self.extent(of: inner))
      case .spread(_, let fragment):
        if let fragment { extent.include(fragments[fragment]) }
      }
    }
    return extent
  }

  private func isIntrospection(_ set: Int) -> Bool {
    let names: Set<String> = ["__schema", "__type", "__typename"]
    let budget = StepBudget(graph.fields.count + graph.sets.count * 2 + 1)
    let fields = FlatSelections(graph, budget).fields(of: set)
    return !budget.isSpent
      && fields.allSatisfy { names.contains(graph.fields[$0.field].node.name.text) }
  }
}
