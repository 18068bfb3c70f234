/// Leaves out what nobody wants of an operation. A field goes only if it is dropped wherever it
/// shows in the answer; so a fragment that is spread twice keeps what either place wants.
struct Narrowing {
  /// What becomes of a name of the answer.
  private enum Fate { case keep, drop, descend, hollow }

  let document: ExecutableDocument
  let operation: OperationDefinition
  let graph: SelectionGraph
  private(set) var isKept: [Bool]
  /// Whether anything is left of a selection set.
  private(set) var isLive: [Bool]

  init(_ document: ExecutableDocument, _ operation: OperationDefinition) {
    self.document = document
    self.operation = operation
    graph = SelectionGraph(document, nil)
    isKept = Array(repeating: false, count: graph.fields.count)
    isLive = Array(repeating: false, count: graph.sets.count)
  }

  /// Decides about every field; false if the operation is too large for it.
  mutating func decide(
    _ limits: GraphQLLimits, _ decision: ([String]) -> PathDecision
  ) -> Bool {
    let shape = ResponseShape(graph, operation.index, nil, limits)
    guard shape.isComplete else { return false }
    let isMarked = Self.marks(shape)
    var fates: [Fate] = [.descend]
    for index in shape.nodes.indices.dropFirst() {
      let node = shape.nodes[index]
      var fate: Fate =
        switch fates[node.parent] {
        case .keep: .keep
        case .drop, .hollow: .drop
        case .descend: Self.fate(decision(shape.path(to: index)))
        }
      if fate == .drop, isMarked[index] { fate = .keep }
      // What a field of the root does, it does whether or not its answer is wanted.
      if fate == .drop, node.parent == 0, operation.kind != .query { fate = .hollow }
      fates.append(fate)
      if fate != .drop { for field in node.fields { isKept[field] = true } }
    }
    return fill()
  }

  private static func fate(_ decision: PathDecision) -> Fate {
    switch decision {
    case .keep: .keep
    case .drop: .drop
    case .descend: .descend
    }
  }

  /// The names at or below which a directive stands whose meaning is not known.
  private static func marks(_ shape: ResponseShape) -> [Bool] {
    var marks = shape.nodes.map(\.isMarked)
    for index in shape.nodes.indices.dropFirst().reversed() where marks[index] {
      marks[shape.nodes[index].parent] = true
    }
    return marks
  }

  /// Sees to it that no selection set is left empty whose field is kept; false if one was empty
  /// from the start, by a fragment that is not there.
  private mutating func fill() -> Bool {
    var kept = -1
    while true {
      findLive()
      var wanted = [graph.operationSets[operation.index]]
      for (index, field) in graph.fields.enumerated() where isKept[index] {
        if let set = field.set { wanted.append(set) }
      }
      let empty = wanted.filter { !isLive[$0] }
      guard !empty.isEmpty else { return true }
      let count = isKept.count { $0 }
      guard count > kept else { return false }
      kept = count
      for set in empty { fill(set) }
    }
  }

  /// A leaf that is there in any case is enough; else all of the set comes back.
  private mutating func fill(_ set: Int) {
    var fields: [Int] = []
    for case .field(let field) in graph.sets[set].entries { fields.append(field) }
    let leaf = fields.first {
      graph.fields[$0].set == nil && graph.fields[$0].node.directives.isEmpty
    }
    if let leaf {
      isKept[leaf] = true
    } else {
      restore(set)
    }
  }

  /// Takes back all that was dropped in a set and below, fragments included.
  private mutating func restore(_ set: Int) {
    var seen: Set<Int> = []
    var open = [set]
    while let set = open.popLast() {
      guard seen.insert(set).inserted else { continue }
      for entry in graph.sets[set].entries {
        switch entry {
        case .field(let field):
          isKept[field] = true
          if let below = graph.fields[field].set { open.append(below) }
        case .inline(_, let inner): open.append(inner)
        case .spread(_, let fragment):
          if let fragment { open.append(graph.fragmentSets[fragment]) }
        }
      }
    }
  }

  /// Nested sets lie behind those that hold them, so that going backwards settles all but what
  /// fragments hold, and a few rounds those.
  private mutating func findLive() {
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for set in graph.sets.indices.reversed() where !isLive[set] {
        let live = graph.sets[set].entries.contains { entry in
          switch entry {
          case .field(let field): isKept[field]
          case .inline(_, let inner): isLive[inner]
          case .spread(_, let fragment):
            fragment.map { isLive[graph.fragmentSets[$0]] } ?? false
          }
        }
        if live {
          isLive[set] = true
          hasChanged = true
        }
      }
    }
  }
}
