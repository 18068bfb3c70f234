/// Swift text without its comments and without what stands inside its string literals. Line breaks
/// stay, so lines keep their numbers. Code inside an interpolation is left out with its literal.
struct CodeText {
  private(set) var text = ""
  private let source: [Character]
  private var index = 0

  init(of text: String) {
    source = Array(text)
    while index < source.count {
      if starts("//") {
        skip { !$0.isNewline }
      } else if starts("/*") {
        skipBlockComment()
      } else if let hashes = literalStart() {
        skipLiteral(hashes)
      } else {
        self.text.append(source[index])
        index += 1
      }
    }
  }

  private func starts(_ token: String, at offset: Int = 0) -> Bool {
    let start = index + offset
    return start + token.count <= source.count
      && source[start..<start + token.count].elementsEqual(token)
  }

  /// The number of `#` before the quote of a literal that starts here.
  private func literalStart() -> Int? {
    var hashes = 0
    while starts("#", at: hashes) { hashes += 1 }
    return starts("\"", at: hashes) ? hashes : nil
  }

  private mutating func skip(while condition: (Character) -> Bool) {
    while index < source.count, condition(source[index]) { index += 1 }
  }

  /// Passes a character that is left out; a line break stays.
  private mutating func drop(_ count: Int = 1) {
    for _ in 0..<count where index < source.count {
      if source[index].isNewline { text.append("\n") }
      index += 1
    }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        drop(2)
      } else if starts("*/") {
        depth -= 1
        drop(2)
      } else {
        drop()
      }
    } while depth > 0 && index < source.count
  }

  private mutating func skipLiteral(_ hashes: Int) {
    let fence = String(repeating: "#", count: hashes)
    let quote = starts("\"\"\"", at: hashes) ? "\"\"\"" : "\""
    drop(hashes + quote.count)
    while index < source.count, !starts(quote + fence) {
      if starts("\\" + fence + "(") {
        drop(2 + hashes)
        skipInterpolation()
      } else {
        drop(starts("\\" + fence) ? 2 + hashes : 1)
      }
    }
    drop(quote.count + hashes)
    text.append("\"\"")
  }

  private mutating func skipInterpolation() {
    var depth = 1
    while index < source.count, depth > 0 {
      if let hashes = literalStart() {
        // Literals nest only as deep as whoever wrote this repository nested them.
        let kept = text
        skipLiteral(hashes)
        text = kept
        continue
      }
      if source[index] == "(" { depth += 1 }
      if source[index] == ")" { depth -= 1 }
      drop()
    }
  }
}
