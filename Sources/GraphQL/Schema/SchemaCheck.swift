import Bytes

/// What §3 asks of a type system beyond its grammar.
struct SchemaCheck {
  let schema: GraphQLSchema
  let declarations: SchemaDeclarations
  let log: FaultLog

  func run() {
    if schema.root(of: .query) == nil {
      let start = declarations.types.first?.place ?? .json("")
      fault("the schema has no root for queries: no object is called Query", start)
    }
    var names: [String: Set<String>] = [:]
    for declaration in declarations.types {
      check(declaration, &names[declaration.type.name, default: []])
    }
    for declaration in declarations.directives {
      check(
        declaration.directive.arguments, declaration.argumentPlaces,
        of: "the directive @\(declaration.directive.name)")
    }
    for declaration in declarations.types where !declaration.isExtension {
      guard let type = schema.type(named: declaration.type.name) else { continue }
      checkFilled(type, declaration.place)
      ImplementationCheck(schema: schema, log: log, place: declaration.place).check(type)
    }
    checkInputCycles()
  }

  private func check(_ declaration: TypeDeclaration, _ names: inout Set<String>) {
    let type = declaration.type
    let title = "the type \(type.name)"
    if isReserved(type.name), !isIntrospection(type.name) {
      fault("\(title) has a name that begins with '__'", declaration.place)
    }
    for (field, places) in zip(type.fields, declaration.fieldPlaces) {
      checkName(field.name, "field", of: title, places.field, &names)
      checkReference(field.type, "\(title): the field '\(field.name)'", places.field, input: false)
      check(field.arguments, places.arguments, of: "the field \(type.name).\(field.name)")
    }
    for (value, place) in zip(type.values, declaration.valuePlaces) {
      checkName(value.name, "value", of: title, place, &names)
    }
    for (name, place) in zip(type.interfaces, declaration.interfacePlaces) {
      checkKind(name, .interface, "\(title) implements", place)
    }
    for (name, place) in zip(type.members, declaration.memberPlaces) {
      checkName(name, "member", of: title, place, &names)
      checkKind(name, .object, "\(title) holds", place)
    }
    check(type.inputs, declaration.inputPlaces, of: title, names: &names)
    guard schema.type(named: type.name)?.isOneOf == true else { return }
    for (input, place) in zip(type.inputs, declaration.inputPlaces)
    where input.type.isNonNull || input.defaultValue != nil {
      fault("\(title) is @oneOf: '\(input.name)' has to be nullable, without default", place)
    }
  }

  private func check(_ inputs: [SchemaInput], _ places: [GraphQLFault.Place], of title: String) {
    var names: Set<String> = []
    check(inputs, places, of: title, names: &names)
  }

  private func check(
    _ inputs: [SchemaInput], _ places: [GraphQLFault.Place], of title: String,
    names: inout Set<String>
  ) {
    for (input, place) in zip(inputs, places) {
      checkName(input.name, "input", of: title, place, &names)
      checkReference(input.type, "\(title): '\(input.name)'", place, input: true)
    }
  }

  private func checkName(
    _ name: String, _ noun: String, of title: String, _ place: GraphQLFault.Place,
    _ names: inout Set<String>
  ) {
    if !names.insert(name).inserted { fault("\(title) has the \(noun) '\(name)' twice", place) }
    if isReserved(name) {
      fault("\(title) has the \(noun) '\(name)', whose name begins with '__'", place)
    }
  }

  /// The type is known, and of a kind that may stand here.
  private func checkReference(
    _ reference: TypeReference, _ title: String, _ place: GraphQLFault.Place, input: Bool
  ) {
    let name = reference.name
    guard let type = schema.type(named: name) else {
      return fault(
        "\(title) has the type \(name), which is not defined", place, suggestion: nearest(name))
    }
    if input, !type.isInput {
      fault("\(title) takes values, and \(name) is no type of them", place)
    } else if !input, type.kind == .inputObject {
      fault("\(title) gives values, and \(name) is only taken", place)
    }
  }

  private func checkKind(
    _ name: String, _ kind: SchemaType.Kind, _ title: String, _ place: GraphQLFault.Place
  ) {
    guard let type = schema.type(named: name) else {
      return fault("\(title) \(name), which is not defined", place, suggestion: nearest(name))
    }
    if type.kind != kind {
      fault("\(title) \(name), which is no \(kind == .interface ? "interface" : "object")", place)
    }
  }

  private func checkFilled(_ type: SchemaType, _ place: GraphQLFault.Place) {
    let missing: String? =
      switch type.kind {
      case .scalar: nil
      case .object, .interface: type.fields.isEmpty ? "fields" : nil
      case .union: type.members.isEmpty ? "members" : nil
      case .enum: type.values.isEmpty ? "values" : nil
      case .inputObject: type.inputs.isEmpty ? "fields" : nil
      }
    if let missing { fault("the type \(type.name) has no \(missing)", place) }
  }

  private func isReserved(_ name: String) -> Bool { name.hasPrefix("__") }

  private func isIntrospection(_ name: String) -> Bool {
    BuiltInTypes.schemaOfNothing.type(named: name) != nil
  }

  private func nearest(_ name: String) -> String? {
    Spelling.nearest(to: name, among: schema.types.keys.sorted())
  }

  func fault(_ message: String, _ place: GraphQLFault.Place, suggestion: String? = nil) {
    log.report(GraphQLFault(message, at: place, suggestion: suggestion))
  }
}
