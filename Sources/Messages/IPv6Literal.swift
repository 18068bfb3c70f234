import Bytes

/// An IPv6 address in brackets, a zone included (RFC 3986 §3.2.2, RFC 6874).
enum IPv6Literal {
  /// Where the literal that begins with `[` ends, behind its bracket; nil if it is malformed.
  static func end(_ text: Span<UInt8>) -> Int? {
    guard let bracket = text.firstIndex(of: 0x5D) else { return nil }
    let zone = text.firstIndex(of: ASCII.percent) ?? bracket
    let addressEnd = min(zone, bracket)
    guard isAddress(text, 1..<addressEnd) else { return nil }
    if addressEnd < bracket, !isZone(text, addressEnd..<bracket) { return nil }
    return bracket + 1
  }

  /// `%25` and at least one byte of a name.
  private static func isZone(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count > 3, text[range.lowerBound + 1] == 0x32, text[range.lowerBound + 2] == 0x35
    else { return false }
    for index in range.lowerBound + 3..<range.upperBound {
      guard ASCII.isRegisteredName(text[index]) else { return false }
    }
    return true
  }

  /// Up to eight groups of one to four hexadecimal digits; one `::` stands for at least one of
  /// zeros; an IPv4 address may stand for the last two.
  private static func isAddress(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var groups = 0
    var compressed = false
    var index = range.lowerBound
    while index < range.upperBound {
      if text[index] == ASCII.colon {
        guard index + 1 < range.upperBound, text[index + 1] == ASCII.colon, !compressed else {
          return false
        }
        compressed = true
        index += 2
        continue
      }
      var end = index
      while end < range.upperBound, ASCII.hexadecimalValue(text[end]) != nil { end += 1 }
      if end < range.upperBound, text[end] == ASCII.dot {
        guard isIPv4(text, index..<range.upperBound) else { return false }
        groups += 2
        break
      }
      guard (1...4).contains(end - index) else { return false }
      groups += 1
      index = end
      guard let next = separator(text, index, range) else { return false }
      index = next
    }
    return compressed ? groups < 8 : groups == 8
  }

  /// Behind a group: the end, `::`, or one colon with something behind it, which is skipped.
  private static func separator(
    _ text: Span<UInt8>, _ index: Int, _ range: Range<Int>
  ) -> Int? {
    if index == range.upperBound { return index }
    guard text[index] == ASCII.colon, index + 1 < range.upperBound else { return nil }
    return text[index + 1] == ASCII.colon ? index : index + 1
  }

  private static func isIPv4(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var parts = 0
    var start = range.lowerBound
    while true {
      var end = start
      while end < range.upperBound, text[end] != ASCII.dot { end += 1 }
      guard end - start <= 3, let part = NumberText.decimal(text.extracting(start..<end)),
        part < 256
      else { return false }
      parts += 1
      if end == range.upperBound { return parts == 4 }
      start = end + 1
    }
  }
}
