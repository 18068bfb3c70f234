extension Executor {
  /// The value of a pipeline; what it declares or sets is done.
  mutating func evaluate(
    _ pipeline: Pipeline, _ dot: Value, keepsVariables: Bool = true
  ) throws(TemplateError) -> Value {
    var value: Value?
    for command in pipeline.commands {
      try count(at: command.offset)
      value = try evaluate(command, dot, piped: value)
    }
    let result = value ?? .null
    guard keepsVariables else { return result }
    for name in pipeline.variables {
      if pipeline.isAssignment {
        try assign(name, result, at: pipeline.offset)
      } else {
        variables.append((name, result))
      }
    }
    return result
  }

  mutating func assign(_ name: String, _ value: Value, at offset: Int) throws(TemplateError) {
    guard let index = variables.lastIndex(where: { $0.name == name }) else {
      throw template.source.error(at: offset, "there is no variable '\(name)' here")
    }
    variables[index].value = value
  }

  private mutating func evaluate(
    _ command: Command, _ dot: Value, piped: Value?
  ) throws(TemplateError) -> Value {
    guard let first = command.operands.first else { return .null }
    let rest = command.operands.dropFirst()
    if case .function(let function) = first.kind {
      let value = try call(function, rest, dot, piped, at: first.offset)
      return try field(first, of: value)
    }
    if rest.isEmpty, piped == nil {
      if case .null = first.kind {
        throw template.source.error(at: first.offset, "nil is no command")
      }
      return try evaluate(first, dot)
    }
    let name = first.fields.last.map { ".\($0)" } ?? "a value"
    throw template.source.error(
      at: first.offset, "\(name) is no function and takes no arguments",
      suggestion: "put the name of a function before it")
  }

  private mutating func evaluate(_ operand: Operand, _ dot: Value) throws(TemplateError) -> Value {
    let value: Value
    switch operand.kind {
    case .dot: value = dot
    case .null: value = .null
    case .literal(let literal): value = literal
    case .variable(let name):
      guard let found = variables.last(where: { $0.name == name }) else {
        throw template.source.error(at: operand.offset, "there is no variable '\(name)' here")
      }
      value = found.value
    case .function(let function): value = try call(function, [], dot, nil, at: operand.offset)
    case .pipeline(let pipeline):
      try enter(at: operand.offset)
      value = try evaluate(pipeline, dot)
      depth -= 1
    }
    return try field(operand, of: value)
  }

  /// Walks down the fields behind an operand; what is not there is no value.
  private func field(_ operand: Operand, of value: Value) throws(TemplateError) -> Value {
    var value = value
    for name in operand.fields {
      switch value {
      case .null: return .null
      case .map(let map): value = map.entries[name] ?? .null
      default:
        throw template.source.error(
          at: operand.offset, "\(value.noun) has no field '\(name)'",
          suggestion: value.isContainer ? "index takes items out of a list: index .x 0" : nil)
      }
    }
    return value
  }

  private mutating func call(
    _ function: TemplateFunction, _ operands: ArraySlice<Operand>, _ dot: Value, _ piped: Value?,
    at offset: Int
  ) throws(TemplateError) -> Value {
    if function.name == "and" || function.name == "or" {
      return try choose(function, operands, dot, piped, at: offset)
    }
    var values: [Value] = []
    for operand in operands { values.append(try evaluate(operand, dot)) }
    if let piped { values.append(piped) }
    do {
      return try function.call(values, rendering)
    } catch {
      throw fault(error, at: offset)
    }
  }

  /// `and` and `or` evaluate no more than they need.
  private mutating func choose(
    _ function: TemplateFunction, _ operands: ArraySlice<Operand>, _ dot: Value, _ piped: Value?,
    at offset: Int
  ) throws(TemplateError) -> Value {
    guard operands.count + (piped == nil ? 0 : 1) > 0 else {
      throw template.source.error(at: offset, "\(function.name) takes at least 1 argument")
    }
    let wanted = function.name == "or"
    var value = Value.null
    for operand in operands {
      value = try evaluate(operand, dot)
      if value.isTrue == wanted { return value }
    }
    return piped ?? value
  }
}
