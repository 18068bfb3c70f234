/// Walks a template and writes what it says.
struct Executor {
  /// How a list of nodes ended.
  enum Ending {
    case normal
    case leftLoop
    case nextRound
  }

  let templates: [String: Template]
  let rendering: Rendering
  var template: Template
  var output = RenderedText()
  var variables: [(name: String, value: Value)]
  var depth = 0
  private var steps = 0

  init(
    _ templates: [String: Template], _ template: Template, _ data: Value, _ rendering: Rendering
  ) {
    self.templates = templates
    self.template = template
    self.rendering = rendering
    variables = [("$", data)]
  }

  mutating func run() throws(TemplateError) -> RenderedText {
    _ = try walk(template.nodes, variables[0].value)
    return output
  }

  mutating func walk(_ nodes: [TemplateNode], _ dot: Value) throws(TemplateError) -> Ending {
    for node in nodes {
      switch node {
      case .text(let range):
        try count(at: range.lowerBound)
        output.append(range, of: template.source)
        try checkOutput(at: range.lowerBound)
      case .action(let pipeline):
        let value = try evaluate(pipeline, dot)
        if pipeline.variables.isEmpty { try write(value, at: pipeline.offset) }
      case .branch(let branch):
        let ending = try walk(branch, dot)
        if ending != .normal { return ending }
      case .range(let loop):
        let ending = try walk(loop, dot)
        if ending != .normal { return ending }
      case .template(let name, let pipeline, let offset):
        try call(name, pipeline, dot, at: offset)
      case .leave(let isBreak, let offset):
        try count(at: offset)
        return isBreak ? .leftLoop : .nextRound
      }
    }
    return .normal
  }

  private mutating func write(_ value: Value, at offset: Int) throws(TemplateError) {
    if case .null = value {
      output.append("<no value>", from: offset, of: template.source)
    } else {
      do {
        let text = try value.text(rendering)
        if let partial = rendering.partial(withText: text) {
          output.append(partial.bytes.indices, of: partial)
        } else {
          output.append(text, from: offset, of: template.source)
        }
      } catch {
        throw fault(error, at: offset)
      }
    }
    try checkOutput(at: offset)
  }

  private func checkOutput(at offset: Int) throws(TemplateError) {
    guard output.bytes.count <= rendering.limits.bytes else {
      throw template.source.error(
        at: offset, "the rendered text is longer than \(rendering.limits.bytes) bytes")
    }
  }

  /// Every node and round counts, so that every rendering ends.
  mutating func count(at offset: Int) throws(TemplateError) {
    steps += 1
    guard steps <= rendering.limits.steps else {
      throw template.source.error(
        at: offset, "the template takes more than \(rendering.limits.steps) steps")
    }
  }

  /// Goes one level down: blocks, templates and parentheses, all that recurses.
  mutating func enter(at offset: Int) throws(TemplateError) {
    guard depth < rendering.limits.depth else {
      throw template.source.error(
        at: offset, "templates and blocks lie more than \(rendering.limits.depth) deep",
        suggestion: "does a template call itself without end?")
    }
    depth += 1
  }

  func fault(_ fault: FunctionFault, at offset: Int) -> TemplateError {
    template.source.error(at: offset, fault.message, suggestion: fault.suggestion)
  }
}
