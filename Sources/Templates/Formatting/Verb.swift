/// One value in the form that a verb of `printf` asks for.
struct Verb {
  private let directive: FormatText.Directive
  private let verb: Unicode.Scalar
  private let rendering: Rendering

  init(_ directive: FormatText.Directive, _ verb: Unicode.Scalar, _ rendering: Rendering) {
    self.directive = directive
    self.verb = verb
    self.rendering = rendering
  }

  func text(_ value: Value, depth: Int = 0) throws(FunctionFault) -> String {
    try rendering.descend(depth)
    switch (verb, value) {
    case ("T", _): return padded(value.type, false)
    case ("v", .null): return padded("<nil>", false)
    case (_, .null): return "%!\(verb)(<nil>)"
    case (_, .list(let list)):
      // The elements of a list each take the verb, as in Go.
      var output = "["
      for (index, item) in list.items.enumerated() {
        output += (index > 0 ? " " : "") + (try text(item, depth: depth + 1))
        try rendering.check(output)
      }
      return output + "]"
    case (_, .map(let map)):
      var output = "map["
      for (index, entry) in map.sorted.enumerated() {
        output += (index > 0 ? " " : "") + (try text(.string(entry.key), depth: depth + 1))
        output += ":" + (try text(entry.value, depth: depth + 1))
        try rendering.check(output)
      }
      return output + "]"
    default:
      if let text = verbText(value) { return padded(text, isNumber(value)) }
      // The verb is none for the value.
      let plain = try Verb(directive, "v", rendering).text(value, depth: depth + 1)
      return "%!\(verb)(\(value.type)=\(plain))"
    }
  }

  private func isNumber(_ value: Value) -> Bool { value.double != nil && verb != "q" }

  /// Nil if the verb is none for the value.
  private func verbText(_ value: Value) -> String? {
    switch value {
    case .string(let text): string(text)
    case .integer(let number): integer(number)
    case .number(let number): float(number)
    case .boolean(let flag): verb == "t" || verb == "v" ? (flag ? "true" : "false") : nil
    default: nil
    }
  }

  private func string(_ text: String) -> String? {
    switch verb {
    case "s", "v":
      if verb == "v", directive.sharp { return GoQuote.quoted(text) }
      return cut(text)
    case "q": return GoQuote.quoted(cut(text))
    case "x": return (directive.sharp ? "0x" : "") + hex(text, uppercase: false)
    case "X": return (directive.sharp ? "0X" : "") + hex(text, uppercase: true)
    default: return nil
    }
  }

  private func cut(_ text: String) -> String {
    guard let most = directive.precision else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(most)))
  }

  private func hex(_ text: String, uppercase: Bool) -> String {
    text.utf8.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: uppercase)
    }.joined()
  }

  private func integer(_ number: Int) -> String? {
    switch verb {
    case "d", "v": return signed(number, 10)
    case "x": return signed(number, 16, prefix: "0x")
    case "X": return signed(number, 16, prefix: "0X", uppercase: true)
    case "o": return signed(number, 8, prefix: "0")
    case "b": return signed(number, 2, prefix: "0b")
    case "c": return String(character(number))
    case "q": return "'\(character(number))'"
    case "U":
      let digits = String(number.magnitude, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    default: return nil
    }
  }

  private func character(_ number: Int) -> Unicode.Scalar {
    UInt32(exactly: number).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
  }

  private func signed(
    _ number: Int, _ radix: Int, prefix: String = "", uppercase: Bool = false
  ) -> String {
    var digits = String(number.magnitude, radix: radix, uppercase: uppercase)
    if let least = directive.precision, digits.utf8.count < least {
      digits = String(repeating: "0", count: least - digits.utf8.count) + digits
    }
    return sign(number < 0) + (directive.sharp ? prefix : "") + digits
  }

  private func sign(_ isNegative: Bool) -> String {
    isNegative ? "-" : directive.plus ? "+" : directive.blank ? " " : ""
  }

  private func float(_ number: Double) -> String? {
    switch verb {
    case "v", "g", "G", "e", "E", "f", "F":
      let text =
        (verb == "v" || verb == "g") && directive.precision == nil
        ? GoNumber.text(number.magnitude)
        : FixedNumber.text(number.magnitude, verb, directive.precision)
      return sign(number.sign == .minus) + text
    default: return nil
    }
  }

  private func padded(_ text: String, _ isNumber: Bool) -> String {
    let missing = (directive.width ?? 0) - text.unicodeScalars.count
    guard missing > 0 else { return text }
    if directive.minus { return text + String(repeating: " ", count: missing) }
    guard directive.zero else { return String(repeating: " ", count: missing) + text }
    let zeros = String(repeating: "0", count: missing)
    guard isNumber, let first = text.first, "+- ".contains(first) else { return zeros + text }
    return String(first) + zeros + text.dropFirst()
  }
}
