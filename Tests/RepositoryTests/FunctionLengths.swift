/// A function, initialiser, accessor block or subscript, with the lines it takes: from the line of
/// its declaration to the line of its closing brace.
struct FunctionLength {
  let name: String
  let line: Int
  let length: Int

  /// All bodies in a file. Braces are counted in code, where literals and comments are gone.
  static func all(in file: SourceFile) -> [FunctionLength] {
    zip(1..., file.code).compactMap { number, line in
      guard let name = declaredName(line) else { return nil }
      return lastLine(from: number, in: file).map {
        FunctionLength(name: name, line: number, length: $0 - number + 1)
      }
    }
  }

  private static func declaredName(_ line: Substring) -> String? {
    // Most lines declare nothing, and patterns are slow.
    guard line.utf8.last == UInt8(ascii: "{") || line.utf8.contains(UInt8(ascii: "(")),
      ["func ", "init", "subscript", "var "].contains(where: { line.contains($0) })
    else { return nil }
    let modifiers = /^\s*((@\w+(\([^)]*\))?|\w+(\(\w+\))?)\s+)*/
    let rest = line[(line.prefixMatch(of: modifiers)?.range.upperBound ?? line.startIndex)...]
    if line.contains(/\bfunc\s+\S/), let match = line.firstMatch(of: /\bfunc\s+(?<name>[^\s(<]+)/) {
      return String(match.output.name)
    }
    if let match = rest.prefixMatch(of: /(init|subscript)[?]?\s*[(<]/) {
      return String(match.output.1)
    }
    if line.contains(/^\s*(isolated\s+)?deinit\s*\{/) { return "deinit" }
    if let match = line.firstMatch(of: /\bvar\s+(?<name>\w+)\s*:[^=]*\{\s*$/) {
      return String(match.output.name)
    }
    return nil
  }

  /// The line of the brace that closes the body, or nil for a declaration without one.
  private static func lastLine(from first: Int, in file: SourceFile) -> Int? {
    var parentheses = 0
    var braces = 0
    for number in first...file.code.count {
      for byte in file.code[number - 1].utf8 {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
        case UInt8(ascii: "{"): braces += 1
        case UInt8(ascii: "}"):
          braces -= 1
          if braces == 0, parentheses == 0 { return number }
          if braces < 0 { return nil }
        default: break
        }
      }
      let isOpen = braces > 0 || parentheses > 0
      if !isOpen, !continues(after: number, in: file) { return nil }
    }
    return nil
  }

  /// Whether a signature goes on in the next line.
  private static func continues(after number: Int, in file: SourceFile) -> Bool {
    guard number < file.code.count else { return false }
    let next = file.code[number].drop { $0 == " " }
    return ["->", "where ", "{", "throws", "async", ")"].contains { next.hasPrefix($0) }
  }
}
