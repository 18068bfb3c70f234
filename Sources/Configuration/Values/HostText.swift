import Bytes

/// The cleaning of hosts (HOST-1 to HOST-3).
enum HostText {
  /// `http://name:port` of a host, or nil if it is none: an optional scheme, a run of letters,
  /// digits, dots, underscores and hyphens, an optional port of 2 to 6 digits, an optional final
  /// slash, and nothing else but blanks and further slashes.
  static func clean(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    var index = 0
    var found: String?
    while index < bytes.count {
      guard let end = match(bytes, from: index) else {
        guard bytes[index] == ASCII.space || bytes[index] == ASCII.slash else { return nil }
        index += 1
        continue
      }
      guard found == nil else { return nil }
      var part = bytes[index..<end]
      if part.last == ASCII.slash { part.removeLast() }
      let name = String(decoding: part, as: UTF8.self)
      found = schemeLength(bytes, at: index) > 0 ? name : "http://" + name
      index = end
    }
    return found
  }

  /// Where a host that begins at `start` ends; nil if none begins there.
  private static func match(_ bytes: [UInt8], from start: Int) -> Int? {
    var end = start + schemeLength(bytes, at: start)
    let name = end
    while end < bytes.count, isName(bytes[end]) { end += 1 }
    guard end > name else { return nil }
    if end < bytes.count, bytes[end] == ASCII.colon {
      let digits = bytes[(end + 1)...].prefix(6).prefix(while: ASCII.isDigit).count
      if digits >= 2 { end += 1 + digits }
    }
    return end < bytes.count && bytes[end] == ASCII.slash ? end + 1 : end
  }

  /// The length of `http://` or `https://` here, if a name follows; else 0.
  private static func schemeLength(_ bytes: [UInt8], at start: Int) -> Int {
    for scheme in ["http://", "https://"] where bytes[start...].starts(with: scheme.utf8) {
      let end = start + scheme.utf8.count
      return end < bytes.count && isName(bytes[end]) ? scheme.utf8.count : 0
    }
    return 0
  }

  private static func isName(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.dot || byte == 0x5F || byte == 0x2D
  }
}
