// Escapes, and classes of characters.
extension PatternParser {
  mutating func escape() throws(FunctionFault) -> PatternNode {
    guard let scalar = next else { throw fault("a backslash ends it") }
    switch scalar {
    case "b": index += 1; return .assertion(.wordBorder)
    case "B": index += 1; return .assertion(.noWordBorder)
    case "A": index += 1; return .assertion(.textStart)
    case "z": index += 1; return .assertion(.textEnd)
    case "Q":
      index += 1
      var parts: [PatternNode] = []
      while let scalar = next {
        index += 1
        if scalar == "\\", take("E") { break }
        parts.append(literal(scalar))
      }
      return .sequence(parts)
    default:
      if let set = try classEscape() { return .scalars(set) }
      return literal(try scalarEscape())
    }
  }

  /// `\d` and its kind.
  private mutating func classEscape() throws(FunctionFault) -> ScalarSet? {
    guard let scalar = next else { return nil }
    let set: ScalarSet
    switch scalar {
    case "d": set = .digits
    case "D": set = .digits.inverted
    case "w": set = .words
    case "W": set = .words.inverted
    case "s": set = .blanks
    case "S": set = .blanks.inverted
    case "p", "P", "C", "X": throw fault("'\\\(scalar)' is not supported")
    default: return nil
    }
    index += 1
    return set
  }

  /// What follows a backslash and is one character.
  private mutating func scalarEscape() throws(FunctionFault) -> Unicode.Scalar {
    guard let scalar = next else { throw fault("a backslash ends it") }
    index += 1
    switch scalar {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "f": return "\u{c}"
    case "v": return "\u{b}"
    case "a": return "\u{7}"
    case "x": return try hexadecimal()
    default:
      guard !scalar.properties.isAlphabetic, scalar.properties.numericType == nil else {
        throw fault("'\\\(scalar)' means nothing")
      }
      return scalar
    }
  }

  private mutating func hexadecimal() throws(FunctionFault) -> Unicode.Scalar {
    var digits = ""
    let isBraced = take("{")
    while let scalar = next, digits.count < (isBraced ? 8 : 2), scalar.properties.isASCIIHexDigit {
      digits.unicodeScalars.append(scalar)
      index += 1
    }
    guard !isBraced || take("}"), let value = UInt32(digits, radix: 16),
      let scalar = Unicode.Scalar(value)
    else { throw fault("'\\x' wants a number") }
    return scalar
  }

  /// `[a-z]`, behind its `[`.
  mutating func bracket() throws(FunctionFault) -> ScalarSet {
    var set = ScalarSet(ignoresCase: flags.ignoresCase)
    set.isInverted = take("^")
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      if let named = try namedClass() {
        set.ranges += named.plainRanges
        continue
      }
      index += 1
      if scalar == "\\", let inner = try classEscape() {
        set.ranges += inner.plainRanges
        continue
      }
      let low = scalar == "\\" ? try scalarEscape() : scalar
      var high = low
      if next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
        index += 2
        high = scalars[index - 1] == "\\" ? try scalarEscape() : scalars[index - 1]
      }
      guard low.value <= high.value else { throw fault("a range that runs backwards") }
      set.ranges.append(low.value...high.value)
    }
    guard take("]") else { throw fault("a '[' is not closed") }
    return set
  }

  /// `[:alpha:]` within brackets.
  private mutating func namedClass() throws(FunctionFault) -> ScalarSet? {
    guard next == "[", index + 1 < scalars.count, scalars[index + 1] == ":" else { return nil }
    let rest = scalars[(index + 2)...].prefix(10)
    guard let end = rest.firstIndex(of: ":"), end + 1 < scalars.count, scalars[end + 1] == "]"
    else { return nil }
    var name = String(String.UnicodeScalarView(scalars[(index + 2)..<end]))
    let isInverted = name.hasPrefix("^")
    if isInverted { name.removeFirst() }
    guard let ranges = PatternParser.classes[name] else { throw fault("no class '\(name)'") }
    index = end + 2
    return ScalarSet(ranges: ranges, isInverted: isInverted)
  }

  private static let classes: [String: [ClosedRange<UInt32>]] = [
    "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A],
    "ascii": [0...0x7F], "blank": [0x09...0x09, 0x20...0x20], "cntrl": [0...0x1F, 0x7F...0x7F],
    "digit": [0x30...0x39], "graph": [0x21...0x7E], "lower": [0x61...0x7A], "print": [0x20...0x7E],
    "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E],
    "space": [0x09...0x0D, 0x20...0x20],
    "upper": [0x41...0x5A], "word": [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A],
    "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
  ]
}
