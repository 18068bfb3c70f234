import Bytes

/// Walks the definitions of a document with the types of the schema at hand (§5.3–§5.7), and
/// gathers the variables that each uses. Spreads are not followed: fragments are walked once.
struct DefinitionWalk {
  let run: ValidationRun
  var uses = DefinitionUses()

  /// The uses of all operations, and those of all fragments.
  static func uses(
    _ run: ValidationRun
  ) -> (operations: [DefinitionUses], fragments: [DefinitionUses]) {
    let operations = run.operations.map { operation in
      var walk = DefinitionWalk(run: run)
      walk.walk(operation)
      return walk.uses
    }
    let fragments = run.fragments.map { fragment in
      var walk = DefinitionWalk(run: run)
      walk.walk(fragment)
      return walk.uses
    }
    return (operations, fragments)
  }

  private mutating func walk(_ operation: OperationDefinition) {
    check(operation.directives, at: DirectivePlaces.place(of: operation.kind))
    for variable in operation.variables {
      check(variable.directives, at: "VARIABLE_DEFINITION")
      if let value = variable.defaultValue {
        check(value, variable.type, "the default of '$\(variable.name.text)'")
      }
    }
    walk(operation.selections, run.schema?.root(of: operation.kind))
  }

  private mutating func walk(_ fragment: FragmentDefinition) {
    check(fragment.directives, at: "FRAGMENT_DEFINITION")
    walk(fragment.selections, condition(fragment.condition))
  }

  /// As deep as the parser went; `parent` is nil where nobody knows the type.
  private mutating func walk(_ selections: [Selection], _ parent: SchemaType?) {
    for selection in selections {
      switch selection {
      case .field(let field): walk(field, parent)
      case .spread(let spread):
        check(spread.directives, at: "FRAGMENT_SPREAD")
        if let fragment = run.graph.fragmentIndex[spread.name.text].map({ run.fragments[$0] }),
          let type = run.schema?.type(named: fragment.condition.text)
        {
          checkSpread(
            "the fragment '\(spread.name.text)'", of: type, in: parent, spread.location)
        }
      case .inline(let fragment):
        check(fragment.directives, at: "INLINE_FRAGMENT")
        guard let name = fragment.condition else {
          walk(fragment.selections, parent)
          continue
        }
        let type = condition(name)
        if let type {
          checkSpread("'... on \(name.text)'", of: type, in: parent, fragment.location)
        }
        walk(fragment.selections, type)
      }
    }
  }

  private mutating func walk(_ field: FieldNode, _ parent: SchemaType?) {
    check(field.directives, at: "FIELD")
    guard let schema = run.schema, let parent else {
      check(field.arguments, nil, "the field '\(field.name.text)'", field.name.location)
      return walk(field.selections, nil)
    }
    guard let definition = schema.field(field.name.text, of: parent) else {
      reportMissing(field, parent, schema)
      check(field.arguments, nil, "the field '\(field.name.text)'", field.name.location)
      return walk(field.selections, nil)
    }
    let title = "the field \(parent.name).\(definition.name)"
    check(field.arguments, definition.arguments, title, field.name.location)
    let type = schema.type(named: definition.type.name)
    if let type, type.isLeaf, !field.selections.isEmpty {
      run.report(
        "\(title) is \(definition.type), which has no fields to select", field.name.location)
    } else if let type, type.isComposite, field.selections.isEmpty {
      run.report(
        "\(title) is \(definition.type): the fields that are wanted have to follow in '{ }'",
        field.name.location)
    }
    walk(field.selections, type?.isComposite == true ? type : nil)
  }

  private func reportMissing(_ field: FieldNode, _ parent: SchemaType, _ schema: GraphQLSchema) {
    guard !run.log.isFull else { return }
    let name = field.name.text
    var message = "the type \(parent.name) has no field '\(name)'"
    let holders = schema.possibleTypes(of: parent.name).filter {
      schema.type(named: $0)?.field(name) != nil
    }
    if parent.kind != .object, let holder = holders.min() {
      message += ", but \(holder) has: write '... on \(holder) { \(name) }'"
    }
    let suggestion = Spelling.nearest(to: name, among: parent.fields.map(\.name))
    run.report(message, field.name.location, suggestion: holders.isEmpty ? suggestion : nil)
  }

  /// §5.5.1.2 and §5.5.1.3: the type of a condition is known and has fields.
  private func condition(_ name: NameNode) -> SchemaType? {
    guard let schema = run.schema else { return nil }
    guard let type = schema.type(named: name.text) else {
      run.report(
        "there is no type '\(name.text)'", name.location,
        suggestion: Spelling.nearest(to: name.text, among: schema.names(where: \.isComposite)))
      return nil
    }
    guard type.isComposite else {
      run.report("the type \(name.text) has no fields to select", name.location)
      return nil
    }
    return type
  }

  /// §5.5.2.3: some object is both.
  private func checkSpread(
    _ title: String, of type: SchemaType, in parent: SchemaType?, _ location: DocumentLocation
  ) {
    guard let schema = run.schema, let parent, type.isComposite, parent.name != type.name,
      schema.possibleTypes(of: type.name).isDisjoint(with: schema.possibleTypes(of: parent.name))
    else { return }
    run.report(
      "\(title) can never apply: no \(parent.name) is ever of the type \(type.name)", location)
  }
}
