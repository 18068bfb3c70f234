/// The types that variables take, compiled: what coercion walks for each request.
struct InputTable: Sendable {
  enum Kind: Sendable {
    case int, float, string, boolean, id
    /// A scalar of the server's own, or a type that nobody knows.
    case any
    case enumeration([[UInt8]])
    /// An index into `objects`.
    case object(Int)
    /// The type of the items, an index into `types`.
    case list(Int)
  }

  struct InputType: Sendable {
    var kind: Kind
    let isNonNull: Bool
    /// How a message calls it: `[Int!]`.
    let label: String
  }

  struct InputField: Sendable {
    let name: [UInt8]
    let type: Int
    let isRequired: Bool
  }

  struct InputObject: Sendable {
    let name: String
    var fields: [InputField] = []
    let isOneOf: Bool
  }

  private(set) var types: [InputType] = []
  private(set) var objects: [InputObject] = []
  private var objectIndex: [String: Int] = [:]
  /// Objects whose fields are not compiled yet: types refer to each other, however long the chain.
  private var open: [SchemaType] = []

  /// Compiles a type and all that it is made of; returns its index.
  mutating func add(_ type: TypeReference, _ schema: GraphQLSchema) -> Int {
    let index = compile(type, schema)
    while let object = open.popLast(), let place = objectIndex[object.name] {
      for input in object.inputs {
        let field = InputField(
          name: Array(input.name.utf8), type: compile(input.type, schema),
          isRequired: input.isRequired)
        objects[place].fields.append(field)
      }
    }
    return index
  }

  /// As deep as a type in a document can be.
  private mutating func compile(_ type: TypeReference, _ schema: GraphQLSchema) -> Int {
    let kind: Kind =
      switch type.nullable {
      case .list(let item): .list(compile(item, schema))
      case .named(let name): kind(of: name, schema)
      case .nonNull: .any
      }
    types.append(InputType(kind: kind, isNonNull: type.isNonNull, label: type.description))
    return types.count - 1
  }

  private mutating func kind(of name: String, _ schema: GraphQLSchema) -> Kind {
    switch name {
    case "Int": return .int
    case "Float": return .float
    case "String": return .string
    case "Boolean": return .boolean
    case "ID": return .id
    default: break
    }
    guard let type = schema.type(named: name) else { return .any }
    switch type.kind {
    case .enum: return .enumeration(type.values.map { Array($0.name.utf8) })
    case .inputObject:
      if let known = objectIndex[name] { return .object(known) }
      objectIndex[name] = objects.count
      objects.append(InputObject(name: name, isOneOf: type.isOneOf))
      open.append(type)
      return .object(objects.count - 1)
    case .scalar, .object, .interface, .union: return .any
    }
  }
}
