import Bytes

/// Cuts a template into texts and actions. Trim markers and comments are done with here.
struct Lexer {
  enum Piece {
    case text(Range<Int>)
    /// What stands between `{{` and `}}`, blanks at both ends left out.
    case action([Token], offset: Int)
  }

  let source: TemplateSource
  var index = 0
  /// Whether the action before ended with `-}}`.
  private var trimsLeft = false

  init(_ source: TemplateSource) { self.source = source }

  var bytes: [UInt8] { source.bytes }

  /// The next piece; nil at the end.
  mutating func next() throws(TemplateError) -> Piece? {
    while index < bytes.count {
      if starts(with: "{{", at: index) {
        if let piece = try action() { return piece }
      } else {
        let range = text()
        if !range.isEmpty { return .text(range) }
      }
    }
    return nil
  }

  /// The text up to the next action, trimmed as the markers at both ends say.
  private mutating func text() -> Range<Int> {
    var start = index
    while index < bytes.count, !starts(with: "{{", at: index) { index += 1 }
    var end = index
    if trimsLeft {
      while start < end, Lexer.isSpace(bytes[start]) { start += 1 }
    }
    if starts(with: "{{-", at: index), index + 3 < bytes.count, Lexer.isSpace(bytes[index + 3]) {
      while start < end, Lexer.isSpace(bytes[end - 1]) { end -= 1 }
    }
    trimsLeft = false
    return start..<end
  }

  /// An action; nil for a comment.
  private mutating func action() throws(TemplateError) -> Piece? {
    let begin = index
    trimsLeft = false
    index += 2
    if index + 1 < bytes.count, bytes[index] == 0x2D, Lexer.isSpace(bytes[index + 1]) { index += 1 }
    var comment = index
    while comment < bytes.count, Lexer.isSpace(bytes[comment]) { comment += 1 }
    if starts(with: "/*", at: comment) {
      try skipComment(from: comment, action: begin)
      return nil
    }
    var tokens: [Token] = []
    while true {
      if let end = endOfAction() {
        (index, trimsLeft) = end
        if case .space? = tokens.last?.kind { tokens.removeLast() }
        return .action(tokens, offset: begin)
      }
      guard index < bytes.count else {
        throw source.error(
          at: begin, "this '{{' is not closed", suggestion: "end the action with }}")
      }
      let token = try token(of: begin)
      if case .space = token.kind, tokens.isEmpty { continue }
      tokens.append(token)
    }
  }

  /// Where the action ends, if it ends here: behind `}}`, or behind ` -}}`.
  private func endOfAction() -> (Int, Bool)? {
    if starts(with: "}}", at: index) { return (index + 2, false) }
    if index > 0, Lexer.isSpace(bytes[index - 1]), starts(with: "-}}", at: index) {
      return (index + 3, true)
    }
    return nil
  }

  private mutating func skipComment(from start: Int, action: Int) throws(TemplateError) {
    index = start + 2
    while index < bytes.count, !starts(with: "*/", at: index) { index += 1 }
    guard index < bytes.count else {
      throw source.error(at: action, "this comment is not closed", suggestion: "end it with */}}")
    }
    index += 2
    if starts(with: "}}", at: index) {
      index += 2
      return
    }
    let blanks = index
    while index < bytes.count, Lexer.isSpace(bytes[index]) { index += 1 }
    if index > blanks, starts(with: "-}}", at: index) {
      index += 3
      trimsLeft = true
    } else {
      throw source.error(
        at: action, "a comment must fill its action", suggestion: "write {{/* … */}}")
    }
  }

  func starts(with text: StaticString, at place: Int) -> Bool {
    guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { pattern in
      for offset in pattern.indices where bytes[place + offset] != pattern[offset] { return false }
      return true
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// Letters, digits, `_`, and every character outside ASCII.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
    default: false
    }
  }
}
