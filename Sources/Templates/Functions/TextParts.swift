/// Texts as bytes: what Go's package strings does.
enum TextParts {
  /// Where a text begins in another, from a place on.
  static func find(_ needle: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
    guard start <= text.count else { return nil }
    if needle.isEmpty { return start }
    let borders = borders(of: needle)
    var matched = 0
    for index in start..<text.count {
      while matched > 0, needle[matched] != text[index] { matched = borders[matched - 1] }
      if needle[matched] == text[index] { matched += 1 }
      if matched == needle.count { return index + 1 - matched }
    }
    return nil
  }

  /// For each beginning of a text the length of its longest own beginning that it also ends with:
  /// so much still matches where the next byte does not (Knuth, Morris and Pratt). Time stays
  /// linear in both texts.
  private static func borders(of needle: [UInt8]) -> [Int] {
    var borders = [0]
    borders.reserveCapacity(needle.count)
    var matched = 0
    for byte in needle.dropFirst() {
      while matched > 0, needle[matched] != byte { matched = borders[matched - 1] }
      if needle[matched] == byte { matched += 1 }
      borders.append(matched)
    }
    return borders
  }

  /// The parts between separators; an empty separator parts characters.
  static func split(_ text: String, by separator: String, most: Int = .max) -> [String] {
    guard most > 0 else { return [] }
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    guard !mark.isEmpty else {
      let scalars = Array(text.unicodeScalars)
      let single = scalars.prefix(most - 1).map(String.init)
      guard scalars.count > single.count else { return single }
      let rest = String(String.UnicodeScalarView(scalars.dropFirst(single.count)))
      return most == .max ? scalars.map(String.init) : single + [rest]
    }
    var parts: [String] = []
    var start = 0
    while parts.count < most - 1, let end = find(mark, in: bytes, from: start) {
      parts.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end + mark.count
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }

  /// One text out of many: a list may hold the same long one a million times.
  static func joined(
    _ parts: [String], by separator: String, _ rendering: Rendering
  ) throws(FunctionFault) -> String {
    try rendering.check(count: separator.utf8.count, times: parts.count)
    var count = 0
    for part in parts {
      count += part.utf8.count
      try rendering.check(count: count)
    }
    return parts.joined(separator: separator)
  }

  static func replace(
    _ old: String, by new: String, in text: String, _ rendering: Rendering
  ) throws(FunctionFault) -> String {
    let parts = split(text, by: old)
    try rendering.check(count: new.utf8.count, times: parts.count)
    if old.isEmpty { return new + parts.map { $0 + new }.joined() }
    return parts.joined(separator: new)
  }

  static func trim(
    _ text: String, left: Bool = true, right: Bool = true, _ isDropped: (Unicode.Scalar) -> Bool
  ) -> String {
    var scalars = Substring(text).unicodeScalars
    if left { while let first = scalars.first, isDropped(first) { scalars.removeFirst() } }
    if right { while let last = scalars.last, isDropped(last) { scalars.removeLast() } }
    return String(scalars)
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  static func starts(_ text: String, with prefix: String) -> Bool {
    text.utf8.starts(with: prefix.utf8)
  }

  static func ends(_ text: String, with suffix: String) -> Bool {
    text.utf8.reversed().starts(with: suffix.utf8.reversed())
  }

  /// Part of a text by bytes; places outside of it are brought into it.
  static func cut(_ text: String, _ from: Int, _ to: Int) -> String {
    let bytes = Array(text.utf8)
    let start = min(max(from, 0), bytes.count)
    let end = min(max(to, start), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
