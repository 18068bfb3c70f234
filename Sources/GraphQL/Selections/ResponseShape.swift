import Bytes

/// What the `data` of an answer can hold: the names of an operation's fields in the answer, with
/// those of all fragments, as a tree.
public struct ResponseShape: Sendable {
  /// A name in the answer.
  struct Node: Sendable {
    let name: String
    /// The node above; the root is above itself.
    let parent: Int
    /// The fields of the graph that give it.
    let fields: [Int]
    var children: [Int] = []
    /// Whether the server may put anything below, since nobody knows the type.
    let isOpaque: Bool
    /// Whether a directive stands around it whose meaning is not known here.
    let isMarked: Bool
    /// The type, if a schema tells it.
    let type: TypeReference?
  }

  /// In the order of the tree from the root on, level by level.
  private(set) var nodes: [Node]
  /// Whether the tree is the whole of it: fragments can make a small document a large one.
  public let isComplete: Bool

  /// The shape of an operation of a document that is valid.
  public init(
    _ document: ExecutableDocument, _ operation: OperationDefinition,
    schema: GraphQLSchema? = nil, limits: GraphQLLimits = .document
  ) {
    self.init(SelectionGraph(document, schema), operation.index, schema, limits)
  }

  init(
    _ graph: SelectionGraph, _ operation: Int, _ schema: GraphQLSchema?, _ limits: GraphQLLimits
  ) {
    let budget = StepBudget(limits.steps)
    let flat = FlatSelections(graph, budget)
    nodes = [
      Node(
        name: "", parent: 0, fields: [], isOpaque: false, isMarked: false,
        type: nil)
    ]
    guard graph.operationSets.indices.contains(operation) else {
      isComplete = false
      return
    }
    var sets = [[graph.operationSets[operation]]]
    var next = 0
    while next < nodes.count, !budget.isSpent {
      for group in Self.groups(flat, sets[next]) {
        budget.spend(8)
        let fields = group.map { graph.fields[$0.field] }
        nodes[next].children.append(nodes.count)
        nodes.append(
          Node(
            name: fields[0].node.responseName, parent: next, fields: group.map(\.field),
            isOpaque: fields.contains { Self.isOpaque($0, schema) },
            isMarked: group.contains(where: \.isMarked), type: fields[0].definition?.type))
        sets.append(fields.compactMap(\.set))
      }
      sets[next] = []
      next += 1
    }
    isComplete = !budget.isSpent
  }

  /// The fields of several sets, those of one name together.
  private static func groups(
    _ flat: FlatSelections, _ sets: [Int]
  ) -> [[FlatSelections.FlatField]] {
    var groups: [[FlatSelections.FlatField]] = []
    var places: [String: Int] = [:]
    for field in sets.flatMap({ flat.fields(of: $0) }) {
      let name = flat.graph.fields[field.field].node.responseName
      if let place = places[name] {
        groups[place].append(field)
      } else {
        places[name] = groups.count
        groups.append([field])
      }
    }
    return groups
  }

  private static func isOpaque(
    _ field: SelectionGraph.FieldRecord, _ schema: GraphQLSchema?
  ) -> Bool {
    guard field.set == nil else { return false }
    guard let name = field.definition?.type.name, let type = schema?.type(named: name) else {
      return field.node.name.text != "__typename"
    }
    return type.kind == .scalar && !BuiltInTypes.scalars.contains(name)
  }

  /// The way to a node.
  func path(to node: Int) -> [String] {
    var names: [String] = []
    var node = node
    while node != 0 {
      names.append(nodes[node].name)
      node = nodes[node].parent
    }
    return names.reversed()
  }
}
