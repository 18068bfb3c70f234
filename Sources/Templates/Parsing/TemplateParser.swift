/// Reads the text of one file: the template itself and those it defines. Blocks are held on a
/// stack, so their depth costs no recursion.
struct TemplateParser {
  /// A block that is not closed yet.
  struct Frame {
    enum Kind {
      case root
      case branch(Branch)
      case range(Loop)
      case define(String)
      case block(String, Pipeline?)
    }

    var kind: Kind
    var offset: Int
    /// What was read since it was opened, or since its `else`.
    var nodes: [TemplateNode] = []
    var isInElse = false
    /// How many variables there were outside, and behind its pipeline.
    var outerVariables: Int
    var innerVariables: Int
    /// The variables of the template around a `define`.
    var hidden: [String] = []
  }

  let source: TemplateSource
  let functions: FunctionTable
  var lexer: Lexer
  var frames: [Frame]
  var variables = ["$"]
  /// What `define` and `block` made, in order.
  var defined: [(name: String, template: Template)] = []

  init(_ source: TemplateSource, _ functions: FunctionTable) {
    self.source = source
    self.functions = functions
    lexer = Lexer(source)
    frames = [Frame(kind: .root, offset: 0, outerVariables: 1, innerVariables: 1)]
  }

  /// The template of the file and those defined in it.
  static func parse(
    _ source: TemplateSource, _ functions: FunctionTable
  ) throws(TemplateError) -> (root: Template, defined: [(name: String, template: Template)]) {
    var parser = TemplateParser(source, functions)
    while let piece = try parser.lexer.next() {
      switch piece {
      case .text(let range): parser.add(.text(range))
      case .action(let tokens, let offset): try parser.take(tokens, offset)
      }
    }
    guard let root = parser.frames.last, parser.frames.count == 1 else {
      let open = parser.frames.last
      throw source.error(
        at: open?.offset ?? 0, "'\(open?.keyword ?? "")' is not closed",
        suggestion: "end it with {{end}}")
    }
    return (Template(source: source, nodes: root.nodes), parser.defined)
  }

  mutating func add(_ node: TemplateNode) {
    guard let top = frames.indices.last else { return }
    frames[top].nodes.append(node)
  }

  private mutating func take(_ tokens: [Token], _ offset: Int) throws(TemplateError) {
    var cursor = TokenCursor(tokens, end: offset)
    guard case .word(let word)? = cursor.peek?.kind, Keywords.all.contains(word) else {
      if tokens.isEmpty {
        throw source.error(at: offset, "this action is empty", suggestion: "write a value in it")
      }
      let pipeline = try self.pipeline(&cursor, maxVariables: 1)
      return add(.action(pipeline))
    }
    let start = cursor.offset
    cursor.advance()
    switch word {
    case "if", "with": try open(word, &cursor, offset)
    case "range": try openRange(&cursor, offset)
    case "else": try elseArm(&cursor, offset)
    case "end": try close(&cursor, offset)
    case "define", "block": try openDefinition(word, &cursor, offset)
    case "template": try callTemplate(&cursor, offset)
    case "break", "continue": try leave(word, &cursor, offset)
    case "true", "false":
      cursor = TokenCursor(tokens, end: offset)
      let pipeline = try self.pipeline(&cursor, maxVariables: 1)
      add(.action(pipeline))
    default:
      throw source.error(at: start, "nil is no command", suggestion: "write a value in its place")
    }
  }
}

extension TemplateParser.Frame {
  /// The word that opened it.
  var keyword: String {
    switch kind {
    case .root: "the template"
    case .branch(let branch): branch.arms.first?.isWith == true ? "with" : "if"
    case .range: "range"
    case .define: "define"
    case .block: "block"
    }
  }
}

/// The words that are no functions.
enum Keywords {
  static let all: Set<String> = [
    "if", "else", "end", "range", "with", "template", "define", "block", "break", "continue",
    "true", "false", "nil",
  ]
}
