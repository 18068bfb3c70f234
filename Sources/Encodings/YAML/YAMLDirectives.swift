import Bytes

/// What is looked at before libyaml gets the bytes: it compares each tag directive (YAML 1.2
/// §6.8.2) with all before it, so that many of them would take time that grows with the square of
/// their number.
enum YAMLDirectives {
  /// The most tag directives before the first document.
  static let limit = 64

  /// Whether there are few enough. Counts each `%TAG` that may begin a line before the first `---`
  /// that does: rather one too many than one too few.
  static func areFew(_ bytes: Span<UInt8>) -> Bool {
    var count = 0
    var cursor = 0
    while let sign = nextSign(bytes, from: cursor) {
      cursor = sign + 1
      if mayBeginLine(bytes, at: sign), begins("%TAG", bytes, at: sign) {
        count += 1
        if count > limit { return false }
      } else if surelyBeginsLine(bytes, at: sign), begins("---", bytes, at: sign) {
        return true
      }
    }
    return true
  }

  private static func nextSign(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    for index in start..<bytes.count where bytes[index] == 0x25 || bytes[index] == 0x2D {
      return index
    }
    return nil
  }

  /// Whether a line break of any kind stands before an offset (CR, LF, and the last bytes of NEL,
  /// LS and PS, which libyaml takes for breaks), a byte order mark, or nothing.
  private static func mayBeginLine(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    guard index > 0 else { return true }
    switch bytes[index - 1] {
    case ASCII.lineFeed, ASCII.carriageReturn, 0x85, 0xA8, 0xA9, 0xBF: return true
    default: return false
    }
  }

  /// LF and CR end a line whatever stands before them; the other bytes may end a letter.
  private static func surelyBeginsLine(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    index == 0 || bytes[index - 1] == ASCII.lineFeed || bytes[index - 1] == ASCII.carriageReturn
  }

  private static func begins(_ text: StaticString, _ bytes: Span<UInt8>, at index: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    return bytes.count - index >= length
      && bytes.extracting(index..<index + length).equals(text)
  }
}
