import Bytes

extension TemplateParser {
  /// A pipeline up to the end of the action, with the variables that it declares or sets.
  mutating func pipeline(
    _ cursor: inout TokenCursor, maxVariables: Int
  ) throws(TemplateError) -> Pipeline {
    cursor.skipSpace()
    var head = Pipeline(offset: cursor.offset)
    try readVariables(&cursor, into: &head, maxVariables)
    var pipeline = try commands(&cursor, depth: 0)
    pipeline.variables = head.variables
    pipeline.isAssignment = head.isAssignment
    if let token = cursor.peek {
      throw source.error(at: token.offset, "\(token.shown) does not belong here")
    }
    if !pipeline.isAssignment { variables += pipeline.variables }
    return pipeline
  }

  private func readVariables(
    _ cursor: inout TokenCursor, into pipeline: inout Pipeline, _ most: Int
  ) throws(TemplateError) {
    guard most > 0, case .variable(let first)? = cursor.peek?.kind else { return }
    let second = cursor.peekSolid(1)
    var names = [first]
    var sign = second
    if most > 1, case .comma? = second?.kind {
      guard case .variable(let name)? = cursor.peekSolid(2)?.kind else {
        throw source.error(
          at: second?.offset ?? cursor.offset, "a second variable must follow this comma",
          suggestion: "write {{range $index, $item := .list}}")
      }
      names.append(name)
      sign = cursor.peekSolid(3)
    }
    switch sign?.kind {
    case .declare: pipeline.isAssignment = false
    case .assign:
      pipeline.isAssignment = true
      for name in names where !variables.contains(name) {
        throw undefined(name, at: cursor.offset, assigned: true)
      }
    case .comma:
      throw source.error(at: sign?.offset ?? 0, "only range sets two variables")
    default: return
    }
    for _ in 0..<(names.count * 2) {
      cursor.skipSpace()
      cursor.advance()
    }
    cursor.skipSpace()
    pipeline.variables = names
  }

  /// Commands up to the end of the action or a closing parenthesis.
  private func commands(_ cursor: inout TokenCursor, depth: Int) throws(TemplateError) -> Pipeline {
    guard depth <= TemplateLimits.nesting else {
      throw source.error(at: cursor.offset, "too many parentheses in one another")
    }
    var pipeline = Pipeline(offset: cursor.offset)
    while true {
      cursor.skipSpace()
      let command = try command(&cursor, depth: depth)
      if !pipeline.commands.isEmpty { try checkExecutable(command) }
      pipeline.commands.append(command)
      guard case .pipe? = cursor.peek?.kind else { return pipeline }
      cursor.advance()
    }
  }

  /// What a value is piped into must be a function.
  private func checkExecutable(_ command: Command) throws(TemplateError) {
    guard let first = command.operands.first else { return }
    if case .function = first.kind { return }
    throw source.error(
      at: first.offset, "a value can only be piped into a function",
      suggestion: "write the name of a function behind '|'")
  }

  private func command(_ cursor: inout TokenCursor, depth: Int) throws(TemplateError) -> Command {
    var command = Command(operands: [], offset: cursor.offset)
    while let token = cursor.peek {
      switch token.kind {
      case .space: cursor.skipSpace()
      case .pipe, .close: return try checked(command, before: token)
      case .declare, .assign:
        throw source.error(
          at: token.offset, "\(token.shown) does not belong here",
          suggestion: "write {{$name := value}}; two values are compared with eq")
      case .comma:
        throw source.error(
          at: token.offset, "arguments are parted by blanks, not by commas",
          suggestion: "remove the comma")
      default:
        if !command.operands.isEmpty { try checkApart(cursor, token) }
        command.operands.append(try operand(&cursor, depth: depth))
      }
    }
    return try checked(command, before: nil)
  }

  /// Two operands without a blank between them.
  private func checkApart(_ cursor: TokenCursor, _ token: Token) throws(TemplateError) {
    guard token.offset > 0, !Lexer.isSpace(source.bytes[token.offset - 1]) else { return }
    throw source.error(
      at: token.offset, "\(token.shown) follows the value before without a blank",
      suggestion: "part arguments by blanks")
  }

  private func checked(_ command: Command, before token: Token?) throws(TemplateError) -> Command {
    guard command.operands.isEmpty else { return command }
    throw source.error(
      at: token?.offset ?? command.offset, "a value is missing here",
      suggestion: token == nil ? nil : "write a value or a function before \(token?.shown ?? "")")
  }

  private func operand(_ cursor: inout TokenCursor, depth: Int) throws(TemplateError) -> Operand {
    guard let token = cursor.peek else {
      throw source.error(at: cursor.offset, "a value is missing here")
    }
    cursor.advance()
    var operand = Operand(kind: .dot, offset: token.offset)
    switch token.kind {
    case .dot: operand.kind = .dot
    case .field(let name): operand.fields = [name]
    case .literal(let value): operand.kind = .literal(value)
    case .variable(let name):
      guard variables.contains(name) else { throw undefined(name, at: token.offset) }
      operand.kind = .variable(name)
    case .word(let word): operand.kind = try self.word(word, at: token.offset)
    case .open:
      operand.kind = .pipeline(try commands(&cursor, depth: depth + 1))
      guard case .close? = cursor.peek?.kind else {
        throw source.error(at: token.offset, "this parenthesis is not closed")
      }
      cursor.advance()
    default: throw source.error(at: token.offset, "\(token.shown) does not belong here")
    }
    try readFields(&cursor, into: &operand)
    return operand
  }

  private func readFields(
    _ cursor: inout TokenCursor, into operand: inout Operand
  ) throws(TemplateError) {
    while case .field(let name)? = cursor.peek?.kind {
      if case .literal(let value) = operand.kind {
        throw source.error(at: cursor.offset, "\(value.noun) has no field '\(name)'")
      }
      operand.fields.append(name)
      cursor.advance()
    }
  }

  private func word(_ word: String, at offset: Int) throws(TemplateError) -> Operand.Kind {
    switch word {
    case "true": return .literal(.boolean(true))
    case "false": return .literal(.boolean(false))
    case "nil": return .null
    default: break
    }
    if let function = functions[word] { return .function(function) }
    if Keywords.all.contains(word) {
      throw source.error(at: offset, "'\(word)' must be the first word of its action")
    }
    throw source.error(
      at: offset, functions.message(for: word), suggestion: functions.suggestion(for: word))
  }

  private func undefined(
    _ name: String, at offset: Int, assigned: Bool = false
  ) -> TemplateError {
    source.error(
      at: offset, "there is no variable '\(name)' here",
      suggestion: assigned
        ? "declare it with \(name) := …"
        : Spelling.nearest(to: name, among: variables).map { "did you mean '\($0)'?" }
          ?? "declare it before, and not inside of a block that has ended")
  }
}
