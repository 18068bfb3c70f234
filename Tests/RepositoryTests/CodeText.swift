/// Swift text without its comments and without what stands inside its string literals. Line breaks
/// stay, so lines keep their numbers. Code inside an interpolation is left out with its literal.
struct CodeText {
  /// What is left.
  var text: String { String(decoding: output, as: UTF8.self) }

  private var output: [UInt8] = []
  private let source: [UInt8]
  private var index = 0

  private enum Mark {
    static let lineFeed = UInt8(ascii: "\n"), quote = UInt8(ascii: "\""), hash = UInt8(ascii: "#")
    static let slash = UInt8(ascii: "/"), star = UInt8(ascii: "*"), escape = UInt8(ascii: "\\")
    static let open = UInt8(ascii: "("), close = UInt8(ascii: ")")
  }

  init(of text: String) {
    source = Array(text.utf8)
    output.reserveCapacity(source.count)
    while index < source.count {
      if starts(Mark.slash, Mark.slash) {
        while index < source.count, source[index] != Mark.lineFeed { index += 1 }
      } else if starts(Mark.slash, Mark.star) {
        skipBlockComment()
      } else if let hashes = literalStart() {
        skipLiteral(hashes)
      } else {
        output.append(source[index])
        index += 1
      }
    }
  }

  private func byte(_ offset: Int) -> UInt8? {
    index + offset < source.count ? source[index + offset] : nil
  }

  private func starts(_ first: UInt8, _ second: UInt8) -> Bool {
    byte(0) == first && byte(1) == second
  }

  private func starts(_ token: [UInt8]) -> Bool {
    token.indices.allSatisfy { byte($0) == token[$0] }
  }

  /// The number of `#` before the quote of a literal that starts here.
  private func literalStart() -> Int? {
    guard byte(0) == Mark.hash || byte(0) == Mark.quote else { return nil }
    var hashes = 0
    while byte(hashes) == Mark.hash { hashes += 1 }
    return byte(hashes) == Mark.quote ? hashes : nil
  }

  /// Passes bytes that are left out; a line break stays.
  private mutating func drop(_ count: Int = 1) {
    for _ in 0..<count where index < source.count {
      if source[index] == Mark.lineFeed { output.append(Mark.lineFeed) }
      index += 1
    }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if starts(Mark.slash, Mark.star) {
        depth += 1
        drop(2)
      } else if starts(Mark.star, Mark.slash) {
        depth -= 1
        drop(2)
      } else {
        drop()
      }
    } while depth > 0 && index < source.count
  }

  private mutating func skipLiteral(_ hashes: Int) {
    let fence = [UInt8](repeating: Mark.hash, count: hashes)
    let isBlock = (0..<3).allSatisfy { byte(hashes + $0) == Mark.quote }
    let quotes = [UInt8](repeating: Mark.quote, count: isBlock ? 3 : 1)
    let escape = [Mark.escape] + fence
    drop(hashes + quotes.count)
    while index < source.count, !starts(quotes + fence) {
      if starts(escape + [Mark.open]) {
        drop(escape.count + 1)
        skipInterpolation()
      } else {
        drop(starts(escape) ? escape.count + 1 : 1)
      }
    }
    drop(quotes.count + hashes)
    output += [Mark.quote, Mark.quote]
  }

  private mutating func skipInterpolation() {
    var depth = 1
    while index < source.count, depth > 0 {
      if let hashes = literalStart() {
        // Literals nest only as deep as whoever wrote this repository nested them.
        let kept = output.count
        skipLiteral(hashes)
        output.removeLast(output.count - kept)
        continue
      }
      if byte(0) == Mark.open { depth += 1 }
      if byte(0) == Mark.close { depth -= 1 }
      drop()
    }
  }
}
