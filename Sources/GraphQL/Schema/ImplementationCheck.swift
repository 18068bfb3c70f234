/// Whether a type has what its interfaces promise (§3.6.1 `IsValidImplementation`).
struct ImplementationCheck {
  let schema: GraphQLSchema
  let log: FaultLog
  let place: GraphQLFault.Place

  func check(_ type: SchemaType) {
    var names: Set<String> = []
    for name in type.interfaces {
      if !names.insert(name).inserted {
        fault("the type \(type.name) implements \(name) twice")
      } else if name == type.name {
        fault("the interface \(name) cannot implement itself")
      } else if let interface = schema.type(named: name), interface.kind == .interface {
        check(type, interface)
      }
    }
  }

  private func check(_ type: SchemaType, _ interface: SchemaType) {
    for name in interface.interfaces where !type.interfaces.contains(name) {
      fault(
        "the type \(type.name) implements \(interface.name), so it has to implement \(name) too")
    }
    for promised in interface.fields {
      guard let field = type.field(promised.name) else {
        fault("the type \(type.name) lacks the field '\(promised.name)' of \(interface.name)")
        continue
      }
      if !isCovariant(field.type, promised.type) {
        fault(
          "the field \(type.name).\(field.name) is \(field.type), "
            + "\(interface.name) promises \(promised.type)")
      }
      checkArguments(type, field, interface, promised)
    }
  }

  private func checkArguments(
    _ type: SchemaType, _ field: SchemaField, _ interface: SchemaType, _ promised: SchemaField
  ) {
    for argument in promised.arguments {
      guard let own = field.arguments.first(where: { $0.name == argument.name }) else {
        fault(
          "the field \(type.name).\(field.name) lacks the argument '\(argument.name)' "
            + "of \(interface.name)")
        continue
      }
      if own.type != argument.type {
        fault(
          "the argument '\(own.name)' of \(type.name).\(field.name) is \(own.type), "
            + "that of \(interface.name) \(argument.type)")
      }
    }
    for own in field.arguments
    where own.isRequired && !promised.arguments.contains(where: { $0.name == own.name }) {
      fault(
        "the field \(type.name).\(field.name) requires '\(own.name)', "
          + "which \(interface.name) does not have")
    }
  }

  /// Whether a type may stand where another is promised.
  private func isCovariant(_ own: TypeReference, _ promised: TypeReference) -> Bool {
    switch (own, promised) {
    case (.nonNull(let own), .nonNull(let promised)): isCovariant(own, promised)
    case (.nonNull(let own), _): isCovariant(own, promised)
    case (.list(let own), .list(let promised)): isCovariant(own, promised)
    case (.named(let own), .named(let promised)):
      own == promised || schema.possibleTypes(of: promised).contains(own)
        || schema.type(named: own)?.interfaces.contains(promised) == true
    default: false
    }
  }

  private func fault(_ message: String) { log.report(GraphQLFault(message, at: place)) }
}
