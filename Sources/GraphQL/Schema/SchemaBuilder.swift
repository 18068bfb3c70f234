import Bytes

/// Joins declarations and extensions to a schema, and finds what is wrong with it (§3).
struct SchemaBuilder {
  let declarations: SchemaDeclarations
  let log: FaultLog
  var types: [String: SchemaType] = [:]
  /// The first declaration of each type, in their order.
  private var order: [String] = []

  static func schema(
    _ declarations: SchemaDeclarations, _ limits: GraphQLLimits
  ) throws(GraphQLFaults) -> GraphQLSchema {
    var builder = SchemaBuilder(declarations: declarations, log: FaultLog(limit: limits.faults))
    let schema = builder.build()
    if let faults = builder.log.result { throw faults }
    return schema
  }

  private mutating func build() -> GraphQLSchema {
    for declaration in declarations.types where !declaration.isExtension { define(declaration) }
    for declaration in declarations.types where declaration.isExtension { extend(declaration) }
    for declaration in BuiltInTypes.declarations.types where types[declaration.type.name] == nil {
      types[declaration.type.name] = declaration.type
    }
    for name in Array(types.keys) { types[name]?.index() }
    let schema = GraphQLSchema(types: types, directives: directives(), roots: roots())
    SchemaCheck(schema: schema, declarations: declarations, log: log).run()
    return schema
  }

  private mutating func define(_ declaration: TypeDeclaration) {
    let name = declaration.type.name
    if BuiltInTypes.scalars.contains(name), declaration.type.kind == .scalar, types[name] == nil {
      types[name] = declaration.type
    } else if types[name] != nil {
      fault("the type \(name) is defined twice", declaration.place)
    } else {
      types[name] = declaration.type
      order.append(name)
    }
  }

  private mutating func extend(_ declaration: TypeDeclaration) {
    let addition = declaration.type
    guard var type = types[addition.name] ?? builtIn(addition.name) else {
      return fault(
        "the type \(addition.name) is extended, but not defined", declaration.place,
        suggestion: Spelling.nearest(to: addition.name, among: order))
    }
    guard type.kind == addition.kind else {
      return fault("the type \(addition.name) is extended as another kind", declaration.place)
    }
    type.fields += addition.fields
    type.interfaces += addition.interfaces
    type.members += addition.members
    type.values += addition.values
    type.inputs += addition.inputs
    type.isOneOf = type.isOneOf || addition.isOneOf
    types[addition.name] = type
  }

  private func builtIn(_ name: String) -> SchemaType? {
    BuiltInTypes.declarations.types.first { $0.type.name == name }?.type
  }

  private func directives() -> [String: SchemaDirective] {
    var directives: [String: SchemaDirective] = [:]
    for declaration in declarations.directives {
      let name = declaration.directive.name
      if directives.updateValue(declaration.directive, forKey: name) != nil {
        fault("the directive @\(name) is defined twice", declaration.place)
      }
    }
    for declaration in BuiltInTypes.declarations.directives {
      let name = declaration.directive.name
      if directives[name] == nil { directives[name] = declaration.directive }
    }
    return directives
  }

  /// §3.3: where no schema is defined, roots go by their names.
  private func roots() -> [OperationKind: String] {
    var roots: [OperationKind: String] = [:]
    for (kind, type) in declarations.roots {
      if roots.updateValue(type.text, forKey: kind) != nil {
        fault("the root of each \(kind.rawValue) is defined twice", type.place)
      }
      if types[type.text]?.kind != .object {
        fault(
          "the root of each \(kind.rawValue), \(type.text), is no object that is defined",
          type.place, suggestion: Spelling.nearest(to: type.text, among: order))
      }
    }
    guard !declarations.hasSchema else { return roots }
    for kind in OperationKind.allCases where roots[kind] == nil {
      let name = kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
      if types[name]?.kind == .object { roots[kind] = name }
    }
    return roots
  }

  private func fault(
    _ message: String, _ place: GraphQLFault.Place, suggestion: String? = nil
  ) {
    log.report(GraphQLFault(message, at: place, suggestion: suggestion))
  }
}
