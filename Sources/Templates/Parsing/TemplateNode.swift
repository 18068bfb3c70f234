/// A part of a template.
enum TemplateNode {
  case text(Range<Int>)
  /// `{{ pipeline }}`: prints, unless it declares or assigns.
  case action(Pipeline)
  case branch(Branch)
  case range(Loop)
  case template(name: String, Pipeline?, offset: Int)
  case leave(isBreak: Bool, offset: Int)
}

/// `if` and `with`, with the `else if` and `else with` behind them.
struct Branch {
  struct Arm {
    var isWith: Bool
    var pipeline: Pipeline
    var body: [TemplateNode] = []
  }

  var arms: [Arm]
  var otherwise: [TemplateNode] = []
}

/// `range`.
struct Loop {
  var pipeline: Pipeline
  var body: [TemplateNode] = []
  var otherwise: [TemplateNode] = []
}

/// Commands, each given the value of the one before; the value may go into variables.
struct Pipeline {
  var variables: [String] = []
  /// `=` and not `:=`.
  var isAssignment = false
  var commands: [Command] = []
  var offset: Int
}

/// A value, or a function and its arguments.
struct Command {
  var operands: [Operand]
  var offset: Int
}

/// A value as it is written.
struct Operand {
  indirect enum Kind {
    case dot
    case null
    case literal(Value)
    case variable(String)
    case function(TemplateFunction)
    case pipeline(Pipeline)
  }

  var kind: Kind
  /// The fields behind it: `.a.b`.
  var fields: [String] = []
  var offset: Int
}

/// A template by name.
struct Template {
  var source: TemplateSource
  var nodes: [TemplateNode]

  /// Whether it says nothing at all: such a definition does not replace another.
  var isEmpty: Bool {
    nodes.allSatisfy { node in
      guard case .text(let range) = node else { return false }
      return source.bytes[range].allSatisfy(Lexer.isSpace)
    }
  }
}
