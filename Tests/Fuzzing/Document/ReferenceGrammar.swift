/// RFC 8259 once more, as plainly as it can be written and without speed: what the scanner is held
/// against. It knows the default depth and refuses what is no UTF-8 and half surrogate pairs.
struct ReferenceGrammar {
  /// Whether the whole text is one value.
  private(set) var isAccepted = false
  /// Values and member names.
  private(set) var nodes = 0
  private let text: [UInt8]
  private var index = 0

  init(_ text: [UInt8]) {
    self.text = text
    guard String(validating: text, as: UTF8.self) != nil else { return }
    isAccepted = value(0) && index == text.count
  }

  private mutating func take(_ character: Character) -> Bool {
    guard index < text.count, text[index] == character.asciiValue else { return false }
    index += 1
    return true
  }

  private mutating func blanks() { while take(" ") || take("\t") || take("\n") || take("\r") {} }

  /// A value with blanks around it.
  private mutating func value(_ depth: Int) -> Bool {
    nodes += 1
    blanks()
    defer { blanks() }
    if take("{") { return depth < 512 && members(depth + 1) }
    if take("[") { return depth < 512 && elements(depth + 1) }
    if take("\"") { return restOfString() }
    return word("true") || word("false") || word("null") || number()
  }

  private mutating func members(_ depth: Int) -> Bool {
    blanks()
    if take("}") { return true }
    repeat {
      blanks()
      nodes += 1
      guard take("\""), restOfString() else { return false }
      blanks()
      guard take(":"), value(depth) else { return false }
    } while take(",")
    return take("}")
  }

  private mutating func elements(_ depth: Int) -> Bool {
    blanks()
    if take("]") { return true }
    repeat { guard value(depth) else { return false } } while take(",")
    return take("]")
  }

  private mutating func word(_ word: String) -> Bool {
    guard text[index...].starts(with: word.utf8) else { return false }
    index += word.utf8.count
    return true
  }

  private mutating func digits() -> Bool {
    let start = index
    while index < text.count, 0x30...0x39 ~= text[index] { index += 1 }
    return index > start
  }

  private mutating func number() -> Bool {
    _ = take("-")
    guard take("0") || digits() else { return false }
    if take("."), !digits() { return false }
    guard take("e") || take("E") else { return true }
    _ = take("+") || take("-")
    return digits()
  }

  private mutating func restOfString() -> Bool {
    while index < text.count {
      if take("\"") { return true }
      if text[index] < 0x20 { return false }
      if take("\\") {
        guard escape() else { return false }
      } else {
        index += 1
      }
    }
    return false
  }

  private mutating func escape() -> Bool {
    for character in "\"\\/bfnrt" where take(character) { return true }
    guard take("u"), let unit = unit() else { return false }
    guard 0xD800...0xDFFF ~= unit else { return true }
    guard unit < 0xDC00, take("\\"), take("u"), let low = self.unit() else { return false }
    return 0xDC00...0xDFFF ~= low
  }

  private mutating func unit() -> Int? {
    let digits = text[index...].prefix(4)
    let isHexadecimal = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    guard digits.count == 4, isHexadecimal else { return nil }
    index += 4
    return Int(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
