extension ExecutableDocument {
  /// Whether anything in the document asks for the schema: `__schema` or `__type`, which stand
  /// wherever a field leads to the type of queries, not at the top alone.
  public var asksForSchema: Bool {
    var open: [[Selection]] = definitions.map { definition in
      switch definition {
      case .operation(let operation): operation.selections
      case .fragment(let fragment): fragment.selections
      }
    }
    while let selections = open.popLast() {
      for selection in selections {
        switch selection {
        case .field(let field):
          if field.name.text == "__schema" || field.name.text == "__type" { return true }
          if !field.selections.isEmpty { open.append(field.selections) }
        case .inline(let fragment): open.append(fragment.selections)
        case .spread: break
        }
      }
    }
    return false
  }

  /// A definition with the name of an earlier one, which some servers take and some do not
  /// (§5.2.1.1, §5.5.1.1).
  public var repeatedDefinition: GraphQLFault? {
    var operations: Set<String> = []
    var fragments: Set<String> = []
    for definition in definitions {
      switch definition {
      case .operation(let operation):
        guard let name = operation.name, !operations.insert(name.text).inserted else { continue }
        return GraphQLFault(
          "there are two operations '\(name.text.bounded)'", at: name.location)
      case .fragment(let fragment):
        guard !fragments.insert(fragment.name.text).inserted else { continue }
        return GraphQLFault(
          "there are two fragments '\(fragment.name.text.bounded)'", at: fragment.name.location)
      }
    }
    return nil
  }
}
