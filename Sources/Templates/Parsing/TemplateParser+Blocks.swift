// What opens, parts and closes blocks.
extension TemplateParser {
  private mutating func push(
    _ kind: Frame.Kind, _ offset: Int, outer: Int, hidden: [String] = []
  ) throws(TemplateError) {
    guard frames.count <= TemplateLimits.nesting else {
      throw source.error(
        at: offset, "blocks lie more than \(TemplateLimits.nesting) deep in one another")
    }
    frames.append(
      Frame(
        kind: kind, offset: offset, outerVariables: outer, innerVariables: variables.count,
        hidden: hidden))
  }

  mutating func open(
    _ word: String, _ cursor: inout TokenCursor, _ offset: Int
  ) throws(TemplateError) {
    let outer = variables.count
    let pipeline = try needed(&cursor, word, maxVariables: 1)
    let arm = Branch.Arm(isWith: word == "with", pipeline: pipeline)
    try push(.branch(Branch(arms: [arm])), offset, outer: outer)
  }

  mutating func openRange(_ cursor: inout TokenCursor, _ offset: Int) throws(TemplateError) {
    let outer = variables.count
    let pipeline = try needed(&cursor, "range", maxVariables: 2)
    try push(.range(Loop(pipeline: pipeline)), offset, outer: outer)
  }

  private mutating func needed(
    _ cursor: inout TokenCursor, _ word: String, maxVariables: Int
  ) throws(TemplateError) -> Pipeline {
    cursor.skipSpace()
    guard cursor.peek != nil else {
      throw source.error(
        at: cursor.offset, "'\(word)' wants a value behind it", suggestion: "write {{\(word) .x}}")
    }
    return try pipeline(&cursor, maxVariables: maxVariables)
  }

  /// `else`, `else if` and `else with`.
  mutating func elseArm(_ cursor: inout TokenCursor, _ offset: Int) throws(TemplateError) {
    guard let top = frames.indices.last, !frames[top].isInElse else {
      throw source.error(
        at: offset, "a second 'else' in one block", suggestion: "end the block with {{end}}")
    }
    let body = frames[top].nodes
    variables.removeLast(variables.count - frames[top].innerVariables)
    cursor.skipSpace()
    switch frames[top].kind {
    case .branch(var branch):
      branch.arms[branch.arms.count - 1].body = body
      if case .word(let word)? = cursor.peek?.kind, word == "if" || word == "with" {
        cursor.advance()
        let pipeline = try needed(&cursor, word, maxVariables: 1)
        branch.arms.append(Branch.Arm(isWith: word == "with", pipeline: pipeline))
        frames[top].innerVariables = variables.count
      } else {
        frames[top].isInElse = true
      }
      frames[top].kind = .branch(branch)
    case .range(var loop):
      loop.body = body
      frames[top].kind = .range(loop)
      frames[top].isInElse = true
    default:
      throw source.error(
        at: offset, "'else' outside of if, with and range", suggestion: "remove it")
    }
    frames[top].nodes = []
    try finish(cursor, "else")
  }

  mutating func close(_ cursor: inout TokenCursor, _ offset: Int) throws(TemplateError) {
    guard frames.count > 1, let frame = frames.popLast() else {
      throw source.error(at: offset, "'end' closes nothing", suggestion: "remove it")
    }
    variables.removeLast(variables.count - frame.outerVariables)
    switch frame.kind {
    case .root: break
    case .branch(var branch):
      if frame.isInElse {
        branch.otherwise = frame.nodes
      } else {
        branch.arms[branch.arms.count - 1].body = frame.nodes
      }
      add(.branch(branch))
    case .range(var loop):
      if frame.isInElse { loop.otherwise = frame.nodes } else { loop.body = frame.nodes }
      add(.range(loop))
    case .define(let name):
      variables = frame.hidden
      defined.append((name, Template(source: source, nodes: frame.nodes)))
    case .block(let name, let pipeline):
      variables = frame.hidden
      defined.append((name, Template(source: source, nodes: frame.nodes)))
      add(.template(name: name, pipeline, offset: frame.offset))
    }
    cursor.skipSpace()
    try finish(cursor, "end")
  }

  mutating func openDefinition(
    _ word: String, _ cursor: inout TokenCursor, _ offset: Int
  ) throws(TemplateError) {
    if word == "define", frames.count > 1 {
      throw source.error(
        at: offset, "'define' stands inside of '\(frames.last?.keyword ?? "")'",
        suggestion: "move it to the outermost level")
    }
    let name = try self.name(&cursor, word)
    var passed: Pipeline?
    if word == "block" { passed = try needed(&cursor, "block \"\(name)\"", maxVariables: 0) }
    try finish(cursor, "define")
    let hidden = variables
    variables = ["$"]
    try push(
      word == "define" ? .define(name) : .block(name, passed), offset, outer: 1, hidden: hidden)
  }

  mutating func callTemplate(_ cursor: inout TokenCursor, _ offset: Int) throws(TemplateError) {
    let name = try self.name(&cursor, "template")
    cursor.skipSpace()
    let passed = cursor.peek == nil ? nil : try pipeline(&cursor, maxVariables: 0)
    add(.template(name: name, passed, offset: offset))
  }

  private mutating func name(
    _ cursor: inout TokenCursor, _ word: String
  ) throws(TemplateError) -> String {
    cursor.skipSpace()
    guard case .literal(.string(let name))? = cursor.peek?.kind else {
      throw source.error(
        at: cursor.offset, "'\(word)' wants the name of a template as a text",
        suggestion: "write {{\(word) \"name\"\(word == "define" ? "" : " .")}}")
    }
    cursor.advance()
    return name
  }

  mutating func leave(
    _ word: String, _ cursor: inout TokenCursor, _ offset: Int
  ) throws(TemplateError) {
    let loops = frames.reversed().prefix { frame in
      switch frame.kind {
      case .define, .block: false
      default: true
      }
    }
    let isInLoop = loops.contains { frame in
      if case .range = frame.kind { return !frame.isInElse }
      return false
    }
    guard isInLoop else { throw source.error(at: offset, "'\(word)' outside of range") }
    cursor.skipSpace()
    try finish(cursor, word)
    add(.leave(isBreak: word == "break", offset: offset))
  }

  private func finish(_ cursor: TokenCursor, _ word: String) throws(TemplateError) {
    var cursor = cursor
    cursor.skipSpace()
    if let token = cursor.peek {
      throw source.error(at: token.offset, "\(token.shown) does not belong behind '\(word)'")
    }
  }
}
