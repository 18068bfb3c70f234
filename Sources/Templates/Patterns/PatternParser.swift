/// Reads a regular expression in RE2's syntax, which Go has.
struct PatternParser {
  struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotTakesLines = false
    var isLazy = false
  }

  let scalars: [Unicode.Scalar]
  var index = 0
  var flags = Flags()
  private var depth = 0
  private(set) var groups = 1
  private(set) var names: [String: Int] = [:]

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  static func parse(
    _ text: String
  ) throws(FunctionFault) -> (node: PatternNode, groups: Int, names: [String: Int]) {
    var parser = PatternParser(text)
    let node = try parser.choice()
    if parser.index < parser.scalars.count { throw parser.fault("a ')' closes nothing") }
    return (node, parser.groups, parser.names)
  }

  var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  func fault(_ message: String) -> FunctionFault {
    FunctionFault(
      "the pattern \(GoQuote.shortened(String(String.UnicodeScalarView(scalars)))): \(message)")
  }

  private mutating func choice() throws(FunctionFault) -> PatternNode {
    depth += 1
    guard depth <= TemplateLimits.nesting else { throw fault("too many groups in one another") }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    depth -= 1
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(FunctionFault) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let atom = try self.atom()
      parts.append(try repetition(of: atom))
    }
    return .sequence(parts)
  }

  private mutating func repetition(of atom: PatternNode) throws(FunctionFault) -> PatternNode {
    guard let (least, most) = try times() else { return atom }
    let isLazy = take("?") != flags.isLazy
    if try times() != nil { throw fault("a repetition of a repetition") }
    return .repetition(atom, least: least, most: most, isGreedy: !isLazy)
  }

  private mutating func times() throws(FunctionFault) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = index
    guard take("{"), let least = number() else {
      index = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      index = start
      return nil
    }
    guard least <= 1000, most ?? least <= 1000, least <= most ?? least else {
      throw fault("a repetition out of range")
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next,
      let digit = scalar.properties.numericType == .decimal
        ? Int(String(scalar)) : nil
    {
      value = min((value ?? 0) * 10 + digit, 100_000)
      index += 1
    }
    return value
  }

  private mutating func atom() throws(FunctionFault) -> PatternNode {
    guard let scalar = next else { return .empty }
    index += 1
    switch scalar {
    case "(": return try group()
    case "[": return .scalars(try bracket())
    case ".":
      return .scalars(
        flags.dotTakesLines
          ? ScalarSet(ranges: [ScalarSet.all]) : ScalarSet(ranges: [10...10], isInverted: true))
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "*", "+", "?": throw fault("nothing stands before '\(scalar)'")
    case "\\": return try escape()
    default: return literal(scalar)
    }
  }

  func literal(_ scalar: Unicode.Scalar) -> PatternNode {
    .scalars(ScalarSet(ranges: [scalar.value...scalar.value], ignoresCase: flags.ignoresCase))
  }

  private mutating func group() throws(FunctionFault) -> PatternNode {
    let outer = flags
    var isCapture = true
    if take("?") {
      if take("P") || next == "<" {
        names[try name()] = groups
      } else {
        isCapture = false
        if try readFlags() { return .empty }
      }
    }
    let number = groups
    if isCapture { groups += 1 }
    guard groups <= 100 else { throw fault("more than 100 groups") }
    let inner = try choice()
    flags = outer
    guard take(")") else { throw fault("a '(' is not closed") }
    return isCapture ? .group(inner, index: number) : inner
  }

  private mutating func name() throws(FunctionFault) -> String {
    guard take("<") else { throw fault("a group of no known kind") }
    var name = ""
    while let scalar = next, scalar != ">" {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard take(">"), !name.isEmpty else { throw fault("the name of a group is not closed") }
    return name
  }

  /// `(?i)` and `(?i:`; whether it was the first, which is no group.
  private mutating func readFlags() throws(FunctionFault) -> Bool {
    var isOn = true
    while let scalar = next {
      index += 1
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotTakesLines = isOn
      case "U": flags.isLazy = isOn
      case "-": isOn = false
      case ":": return false
      case ")": return true
      default: throw fault("a group of no known kind")
      }
    }
    throw fault("a '(' is not closed")
  }
}
