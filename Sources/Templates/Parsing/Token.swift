/// The smallest part of an action.
struct Token {
  enum Kind {
    /// Blanks: they part arguments, so they count.
    case space
    case pipe
    case comma
    case open
    case close
    /// `:=`.
    case declare
    /// `=`.
    case assign
    /// `.`.
    case dot
    /// `.name`.
    case field(String)
    /// `$` or `$name`.
    case variable(String)
    /// A keyword or the name of a function.
    case word(String)
    /// A text, a number, a character.
    case literal(Value)
  }

  var kind: Kind
  var offset: Int

  /// How a message shows it.
  var shown: String {
    switch kind {
    case .space: "a blank"
    case .pipe: "'|'"
    case .comma: "','"
    case .open: "'('"
    case .close: "')'"
    case .declare: "':='"
    case .assign: "'='"
    case .dot: "'.'"
    case .field(let name): "'.\(name)'"
    case .variable(let name): "'\(name)'"
    case .word(let name): "'\(name)'"
    case .literal(let value): "\(value.noun)"
    }
  }
}
