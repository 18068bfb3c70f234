public import Document

/// What a server offers: types, directives and the roots of operations (§3).
public struct GraphQLSchema: Sendable {
  /// The types by name, built-in ones included.
  public let types: [String: SchemaType]
  /// The directives by name, built-in ones included.
  public let directives: [String: SchemaDirective]
  /// The names of the objects that operations begin at.
  public let roots: [OperationKind: String]
  /// For each composite type the objects that its values can be.
  private let possible: [String: Set<String>]

  init(
    types: [String: SchemaType], directives: [String: SchemaDirective],
    roots: [OperationKind: String]
  ) {
    self.types = types
    self.directives = directives
    self.roots = roots
    var possible: [String: Set<String>] = [:]
    for type in types.values {
      switch type.kind {
      case .object:
        possible[type.name, default: []].insert(type.name)
        for name in type.interfaces { possible[name, default: []].insert(type.name) }
      case .union: possible[type.name] = Set(type.members)
      case .scalar, .interface, .enum, .inputObject: break
      }
    }
    self.possible = possible
  }

  /// A type by its name.
  public func type(named name: String) -> SchemaType? { types[name] }

  /// The names of some of the types, in order.
  func names(where condition: (SchemaType) -> Bool) -> [String] {
    types.values.filter(condition).map(\.name).sorted()
  }

  /// The objects that values of a composite type can be.
  public func possibleTypes(of name: String) -> Set<String> { possible[name] ?? [] }

  /// The object that operations of a kind begin at.
  public func root(of kind: OperationKind) -> SchemaType? { roots[kind].flatMap { types[$0] } }

  /// The field of a type, those that every type or the root of queries has included (§4.1, §4.2).
  public func field(_ name: String, of type: SchemaType) -> SchemaField? {
    if name.hasPrefix("__"), type.isComposite {
      if name == "__typename" { return BuiltInTypes.typename }
      if type.name == roots[.query] {
        if name == "__schema" { return BuiltInTypes.schema }
        if name == "__type" { return BuiltInTypes.type }
      }
    }
    return type.field(name)
  }

  /// Reads a document of type definitions.
  public static func parse(
    sdl text: [UInt8], limits: GraphQLLimits = .schema
  ) throws(GraphQLFaults) -> GraphQLSchema {
    let declarations: SchemaDeclarations
    do throws(GraphQLFault) {
      var parser = try Parser(text, limits)
      declarations = try parser.schemaDocument()
    } catch {
      throw GraphQLFaults([error])
    }
    return try SchemaBuilder.schema(declarations, limits)
  }

  /// Reads the answer to an introspection query, or its `data`.
  public static func read(
    introspection document: Document, limits: GraphQLLimits = .schema
  ) throws(GraphQLFaults) -> GraphQLSchema {
    let declarations: SchemaDeclarations
    do throws(GraphQLFault) {
      declarations = try IntrospectionReader(document, limits).declarations()
    } catch {
      throw GraphQLFaults([error])
    }
    return try SchemaBuilder.schema(declarations, limits)
  }

  /// Reads either of both: what begins with a brace is JSON.
  public static func read(
    _ text: [UInt8], limits: GraphQLLimits = .schema
  ) throws(GraphQLFaults) -> GraphQLSchema {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
    guard text.first(where: { !blanks.contains($0) }) == 0x7B else {
      return try parse(sdl: text, limits: limits)
    }
    let document: Document
    do throws(ScanError) {
      document = try Document.scan(text)
    } catch {
      throw GraphQLFaults([GraphQLFault("the introspection answer: \(error)", at: .json(""))])
    }
    return try read(introspection: document, limits: limits)
  }
}
