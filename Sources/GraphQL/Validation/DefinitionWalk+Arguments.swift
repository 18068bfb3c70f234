import Bytes

extension DefinitionWalk {
  /// §5.4: arguments are known, given once, and there if they have to be. Without definitions only
  /// the second is known.
  mutating func check(
    _ arguments: [ArgumentNode], _ definitions: [SchemaInput]?, _ title: String,
    _ location: DocumentLocation
  ) {
    var names: Set<String> = []
    for argument in arguments {
      let name = argument.name.text
      if !names.insert(name).inserted {
        run.report("\(title) has the argument '\(name)' twice", argument.name.location)
      }
      guard let definitions else {
        checkUntyped(argument.value)
        continue
      }
      guard let definition = definitions.first(where: { $0.name == name }) else {
        run.report(
          "\(title) has no argument '\(name)'", argument.name.location,
          suggestion: Spelling.nearest(to: name, among: definitions.map(\.name)))
        checkUntyped(argument.value)
        continue
      }
      check(
        argument.value, definition.type, "the argument '\(name)' of \(title)",
        hasDefault: definition.defaultValue != nil)
    }
    for definition in definitions ?? [] where definition.isRequired {
      if !names.contains(definition.name) {
        run.report(
          "\(title) requires the argument '\(definition.name)' of the type \(definition.type)",
          location)
      }
    }
  }

  /// §5.7: directives are known, in their places, and not repeated.
  mutating func check(_ directives: [DirectiveNode], at place: String) {
    var names: Set<String> = []
    for directive in directives {
      let name = directive.name.text
      let title = "the directive @\(name)"
      let isSecond = !names.insert(name).inserted
      guard let definition = run.known.directives[name] else {
        if let schema = run.schema {
          run.report(
            "there is no directive @\(name)", directive.name.location,
            suggestion: Spelling.nearest(to: name, among: schema.directives.keys.sorted()))
        }
        check(directive.arguments, nil, title, directive.name.location)
        continue
      }
      if !definition.locations.contains(place) {
        let noun = place.lowercased().split(separator: "_").joined(separator: " ")
        run.report("\(title) cannot stand at a \(noun)", directive.name.location)
      }
      if isSecond, !definition.isRepeatable {
        run.report("\(title) stands here twice", directive.name.location)
      }
      check(directive.arguments, definition.arguments, title, directive.name.location)
    }
  }
}
