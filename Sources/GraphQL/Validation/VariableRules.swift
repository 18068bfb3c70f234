import Bytes

/// §5.8: variables.
struct VariableRules {
  let run: ValidationRun
  let operations: [DefinitionUses]
  let fragments: [DefinitionUses]

  init(
    _ run: ValidationRun, _ uses: (operations: [DefinitionUses], fragments: [DefinitionUses])
  ) {
    self.run = run
    operations = uses.operations
    fragments = uses.fragments
  }

  func check() {
    for (index, operation) in run.operations.enumerated() where !run.log.isFull {
      let definitions = checkDefinitions(operation)
      let direct = run.graph.spreads(below: run.graph.operationSets[index])
      let reached = run.order.reached(from: direct.compactMap(\.fragment)).sorted()
      var used: Set<String> = []
      for uses in [operations[index]] + reached.map({ fragments[$0] }) {
        for use in uses.variables {
          used.insert(use.name)
          check(use, definitions, operation)
        }
      }
      for variable in operation.variables where !used.contains(variable.name.text) {
        run.report(
          "the variable '$\(variable.name.text)' of \(operation.title) is not used",
          variable.name.location)
      }
    }
  }

  private func checkDefinitions(
    _ operation: OperationDefinition
  ) -> [String: VariableDefinition] {
    var definitions: [String: VariableDefinition] = [:]
    for variable in operation.variables {
      let name = variable.name.text
      if definitions.updateValue(variable, forKey: name) != nil {
        run.report(
          "\(operation.title) has the variable '$\(name)' twice", variable.name.location)
      }
      checkType(variable)
    }
    return definitions
  }

  /// §5.8.2: variables take values.
  private func checkType(_ variable: VariableDefinition) {
    guard let schema = run.schema else { return }
    let name = variable.type.name
    guard let type = schema.type(named: name) else {
      return run.report(
        "there is no type '\(name)'", variable.typeLocation,
        suggestion: Spelling.nearest(to: name, among: schema.names(where: \.isInput)))
    }
    if !type.isInput {
      run.report(
        "the variable '$\(variable.name.text)' takes values, and \(name) is no type of them",
        variable.typeLocation)
    }
  }

  private func check(
    _ use: DefinitionUses.Variable, _ definitions: [String: VariableDefinition],
    _ operation: OperationDefinition
  ) {
    guard let definition = definitions[use.name] else {
      return run.report(
        "\(operation.title) has no variable '$\(use.name)'", use.location,
        suggestion: Spelling.nearest(to: use.name, among: definitions.keys.sorted()))
    }
    guard let type = use.type else { return }
    if !isAllowed(definition, type, use) {
      run.report(
        "the variable '$\(use.name)' is \(definition.type), and \(type) is expected here",
        use.location)
    }
    if let name = use.oneOf, !definition.type.isNonNull {
      run.report(
        "the variable '$\(use.name)' has to be \(definition.type)!: it is the one field "
          + "of the input \(name)", use.location)
    }
  }

  /// `IsVariableUsageAllowed` of §5.8.5.
  private func isAllowed(
    _ definition: VariableDefinition, _ type: TypeReference, _ use: DefinitionUses.Variable
  ) -> Bool {
    guard type.isNonNull, !definition.type.isNonNull else {
      return isCompatible(definition.type, type)
    }
    let hasValue = definition.defaultValue.map { $0.kind != .null } ?? false
    guard hasValue || use.hasDefault else { return false }
    return isCompatible(definition.type, type.nullable)
  }

  private func isCompatible(_ given: TypeReference, _ wanted: TypeReference) -> Bool {
    switch (given, wanted) {
    case (.nonNull(let given), .nonNull(let wanted)): isCompatible(given, wanted)
    case (_, .nonNull): false
    case (.nonNull(let given), _): isCompatible(given, wanted)
    case (.list(let given), .list(let wanted)): isCompatible(given, wanted)
    case (.named(let given), .named(let wanted)): given == wanted
    default: false
    }
  }
}
