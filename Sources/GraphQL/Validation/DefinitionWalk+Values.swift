import Bytes

/// §5.6: values.
extension DefinitionWalk {
  /// A value of which nobody knows the type: its variables are noted, and names given once.
  mutating func checkUntyped(_ value: GraphQLValue) {
    switch value.kind {
    case .variable(let name): note(name, value, nil)
    case .list(let items): for item in items { checkUntyped(item) }
    case .object(let members):
      checkNames(members)
      for member in members { checkUntyped(member.value) }
    case .int, .float, .string, .boolean, .null, .enum: break
    }
  }

  /// A value of a type; `title` is what takes it.
  mutating func check(
    _ value: GraphQLValue, _ type: TypeReference, _ title: String, hasDefault: Bool = false,
    oneOf: String? = nil
  ) {
    switch (value.kind, type) {
    case (.variable(let name), _):
      note(name, value, type, hasDefault: hasDefault, oneOf: oneOf)
    case (.null, .nonNull): report(value, type, title)
    case (_, .nonNull(let inner)): check(value, inner, title)
    case (.null, _): break
    case (.list(let items), .list(let item)):
      for element in items { check(element, item, title) }
    case (_, .list(let item)): check(value, item, title)
    case (_, .named(let name)): check(value, named: name, type, title)
    }
  }

  private mutating func check(
    _ value: GraphQLValue, named name: String, _ type: TypeReference, _ title: String
  ) {
    guard let definition = run.known.type(named: name) else { return checkUntyped(value) }
    switch definition.kind {
    case .scalar: checkScalar(value, name, type, title)
    case .enum: checkEnum(value, definition, title)
    case .inputObject:
      guard case .object(let members) = value.kind else { return report(value, type, title) }
      checkNames(members)
      check(members, definition, value.location)
    case .object, .interface, .union: checkUntyped(value)
    }
  }

  private mutating func checkScalar(
    _ value: GraphQLValue, _ name: String, _ type: TypeReference, _ title: String
  ) {
    guard BuiltInTypes.scalars.contains(name) else { return checkUntyped(value) }
    let fits =
      switch (name, value.kind) {
      case ("Int", .int(let text)): Int32(text) != nil
      case ("Float", .int(let text)), ("Float", .float(let text)): Double(text)?.isFinite == true
      case ("String", .string), ("Boolean", .boolean), ("ID", .string), ("ID", .int): true
      default: false
      }
    if !fits {
      checkUntyped(value)
      report(value, type, title)
    }
  }

  private func checkEnum(_ value: GraphQLValue, _ type: SchemaType, _ title: String) {
    let names = type.values.map(\.name)
    switch value.kind {
    case .enum(let name):
      if names.contains(name) { return }
      run.report(
        "\(title): the enum \(type.name) has no value '\(name)'", value.location,
        suggestion: Spelling.nearest(to: name, among: names))
    case .string(let text):
      let name = String(decoding: text, as: UTF8.self)
      let hint = names.contains(name) ? ": write \(name) without quotes" : ""
      run.report("\(title) takes a value of the enum \(type.name)\(hint)", value.location)
    default: report(value, .named(type.name), title)
    }
  }

  /// The fields of an input object (§5.6.2, §5.6.4).
  private mutating func check(
    _ members: [ArgumentNode], _ type: SchemaType, _ location: DocumentLocation
  ) {
    for member in members {
      let name = member.name.text
      guard let input = type.input(name) else {
        run.report(
          "the input \(type.name) has no field '\(name)'", member.name.location,
          suggestion: Spelling.nearest(to: name, among: type.inputs.map(\.name)))
        checkUntyped(member.value)
        continue
      }
      check(
        member.value, input.type, "the field '\(name)' of the input \(type.name)",
        hasDefault: input.defaultValue != nil, oneOf: type.isOneOf ? type.name : nil)
    }
    let names = Set(members.map(\.name.text))
    for input in type.inputs where input.isRequired && !names.contains(input.name) {
      run.report(
        "the input \(type.name) requires the field '\(input.name)' of the type \(input.type)",
        location)
    }
    if type.isOneOf, members.count != 1 || members[0].value.kind == .null {
      run.report("the input \(type.name) takes exactly one field, which is not null", location)
    }
  }

  private func checkNames(_ members: [ArgumentNode]) {
    var names: Set<String> = []
    for member in members where !names.insert(member.name.text).inserted {
      run.report("the field '\(member.name.text)' is given twice", member.name.location)
    }
  }

  private mutating func note(
    _ name: String, _ value: GraphQLValue, _ type: TypeReference?, hasDefault: Bool = false,
    oneOf: String? = nil
  ) {
    uses.variables.append(
      .init(
        name: name, location: value.location, type: type, hasDefault: hasDefault, oneOf: oneOf))
  }

  private func report(_ value: GraphQLValue, _ type: TypeReference, _ title: String) {
    run.report("\(title) is \(type), not \(value.text.bounded)", value.location)
  }
}
