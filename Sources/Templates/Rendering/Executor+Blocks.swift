import Bytes

extension Executor {
  mutating func walk(_ branch: Branch, _ dot: Value) throws(TemplateError) -> Ending {
    let mark = variables.count
    try enter(at: branch.arms.first?.pipeline.offset ?? 0)
    for arm in branch.arms {
      let value = try evaluate(arm.pipeline, dot)
      guard value.isTrue else { continue }
      return try leave(mark, try walk(arm.body, arm.isWith ? value : dot))
    }
    return try leave(mark, try walk(branch.otherwise, dot))
  }

  /// Takes back what a block declared.
  private mutating func leave(_ mark: Int, _ ending: Ending) throws(TemplateError) -> Ending {
    variables.removeLast(variables.count - mark)
    depth -= 1
    return ending
  }

  mutating func walk(_ loop: Loop, _ dot: Value) throws(TemplateError) -> Ending {
    let mark = variables.count
    try enter(at: loop.pipeline.offset)
    let value = try evaluate(loop.pipeline, dot, keepsVariables: false)
    var rounds = 0
    switch value {
    case .null: break
    case .list(let list):
      for (index, item) in list.items.enumerated() {
        rounds += 1
        if try round(loop, .integer(index), item) { break }
      }
    case .map(let map):
      do {
        // They are sorted before the first round, which may be the last.
        try rendering.charge(value)
      } catch {
        throw fault(error, at: loop.pipeline.offset)
      }
      for (key, item) in map.sorted {
        rounds += 1
        if try round(loop, .string(key), item) { break }
      }
    case .integer(let count):
      for index in 0..<max(count, 0) {
        rounds += 1
        if try round(loop, .integer(index), .integer(index)) { break }
      }
    default:
      throw template.source.error(
        at: loop.pipeline.offset, "range cannot go over \(value.noun)",
        suggestion: "it takes a list, a dictionary or a whole number")
    }
    return try leave(mark, rounds == 0 ? try walk(loop.otherwise, dot) : .normal)
  }

  /// One round; whether it was the last by `break`.
  private mutating func round(
    _ loop: Loop, _ key: Value, _ item: Value
  ) throws(TemplateError) -> Bool {
    try count(at: loop.pipeline.offset)
    let mark = variables.count
    let names = loop.pipeline.variables
    let values = names.count == 2 ? [key, item] : [item]
    for (name, value) in zip(names, values) {
      if loop.pipeline.isAssignment {
        try assign(name, value, at: loop.pipeline.offset)
      } else {
        variables.append((name, value))
      }
    }
    let ending = try walk(loop.body, item)
    variables.removeLast(variables.count - mark)
    return ending == .leftLoop
  }

  mutating func call(
    _ name: String, _ pipeline: Pipeline?, _ dot: Value, at offset: Int
  ) throws(TemplateError) {
    guard let called = templates[name] else {
      let near = Spelling.nearest(to: name, among: templates.keys.sorted())
      throw template.source.error(
        at: offset, "there is no template \(GoQuote.shortened(name))",
        suggestion: near.map { "did you mean \"\($0)\"?" }
          ?? "templates are the files *.tmpl of FC_TEMPLATES, and what {{define}} names")
    }
    try count(at: offset)
    try enter(at: offset)
    let data = try pipeline.map { pipeline throws(TemplateError) in try evaluate(pipeline, dot) }
    let outside = (template, variables)
    template = called
    variables = [("$", data ?? .null)]
    _ = try walk(called.nodes, data ?? .null)
    (template, variables) = outside
    depth -= 1
  }
}
