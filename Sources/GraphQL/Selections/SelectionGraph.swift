/// The selections of a document in flat tables, so that each has an identity and fragments can be
/// followed without recursion.
struct SelectionGraph {
  /// One selection set.
  struct SetRecord {
    /// The type that its fields belong to, if there is a schema that knows.
    let parent: String?
    var entries: [Entry] = []
  }

  enum Entry {
    case field(Int)
    /// The fragment's index; nil if no fragment has the name.
    case spread(SpreadNode, fragment: Int?)
    case inline(InlineFragmentNode, set: Int)
  }

  /// One field where it is asked for.
  struct FieldRecord {
    let node: FieldNode
    let parent: String?
    /// The definition, if there is a schema that has it.
    let definition: SchemaField?
    /// The selection set below.
    var set: Int?
  }

  private(set) var sets: [SetRecord] = []
  private(set) var fields: [FieldRecord] = []
  /// The selection set of each operation, in their order.
  private(set) var operationSets: [Int] = []
  /// The selection set of each fragment, in their order.
  private(set) var fragmentSets: [Int] = []
  /// The fragments by name; of several with one name the first.
  private(set) var fragmentIndex: [String: Int] = [:]
  let fragments: [FragmentDefinition]
  private let schema: GraphQLSchema?

  init(_ document: ExecutableDocument, _ schema: GraphQLSchema?) {
    self.schema = schema
    fragments = document.fragments
    for (index, fragment) in fragments.enumerated()
    where fragmentIndex[fragment.name.text] == nil {
      fragmentIndex[fragment.name.text] = index
    }
    for operation in document.operations {
      let root = schema?.root(of: operation.kind)
      operationSets.append(add(operation.selections, root))
    }
    for fragment in fragments {
      fragmentSets.append(add(fragment.selections, schema?.type(named: fragment.condition.text)))
    }
  }

  /// As deep as the parser went, and no deeper.
  private mutating func add(_ selections: [Selection], _ parent: SchemaType?) -> Int {
    let set = sets.count
    sets.append(SetRecord(parent: parent?.name))
    for selection in selections {
      let entry: Entry
      switch selection {
      case .field(let node): entry = .field(add(node, parent))
      case .spread(let spread):
        entry = .spread(spread, fragment: fragmentIndex[spread.name.text])
      case .inline(let fragment):
        let type = fragment.condition.map { schema?.type(named: $0.text) } ?? parent
        entry = .inline(fragment, set: add(fragment.selections, type))
      }
      sets[set].entries.append(entry)
    }
    return set
  }

  private mutating func add(_ node: FieldNode, _ parent: SchemaType?) -> Int {
    let definition = parent.flatMap { schema?.field(node.name.text, of: $0) }
    let field = fields.count
    fields.append(
      FieldRecord(node: node, parent: parent?.name, definition: definition, set: nil))
    if !node.selections.isEmpty {
      fields[field].set = add(
        node.selections, definition.flatMap { schema?.type(named: $0.type.name) })
    }
    return field
  }

  /// The fragments that are spread below each fragment's own fields, at any depth of it.
  func spreads(below root: Int) -> [(node: SpreadNode, fragment: Int?)] {
    var spreads: [(node: SpreadNode, fragment: Int?)] = []
    var open = [root]
    while let set = open.popLast() {
      for entry in sets[set].entries {
        switch entry {
        case .field(let field): if let below = fields[field].set { open.append(below) }
        case .spread(let node, let fragment): spreads.append((node, fragment))
        case .inline(_, let below): open.append(below)
        }
      }
    }
    return spreads
  }
}
