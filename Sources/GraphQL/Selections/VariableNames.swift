/// The variables that a part of a document uses.
struct VariableNames {
  private(set) var all: Set<String> = []

  mutating func add(_ selections: [Selection]) {
    for selection in selections {
      switch selection {
      case .field(let field):
        for argument in field.arguments { add(argument.value) }
        add(field.directives)
        add(field.selections)
      case .spread(let spread): add(spread.directives)
      case .inline(let fragment):
        add(fragment.directives)
        add(fragment.selections)
      }
    }
  }

  mutating func add(_ directives: [DirectiveNode]) {
    for argument in directives.flatMap(\.arguments) { add(argument.value) }
  }

  private mutating func add(_ value: GraphQLValue) {
    switch value.kind {
    case .variable(let name): all.insert(name)
    case .list(let items): for item in items { add(item) }
    case .object(let members): for member in members { add(member.value) }
    case .int, .float, .string, .boolean, .null, .enum: break
    }
  }
}
