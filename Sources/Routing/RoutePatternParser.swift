import Bytes

/// Reads the path of an endpoint into segments (EP-1, EP-4).
struct RoutePatternParser {
  private let placeholders: RoutePattern.Placeholders
  private(set) var segments: [RoutePattern.Segment] = []
  private(set) var names: [String] = []
  private var segment: RoutePattern.Segment = []
  private var text: [UInt8] = []

  init(_ placeholders: RoutePattern.Placeholders) { self.placeholders = placeholders }

  mutating func read(_ path: [UInt8]) throws(RoutePatternError) {
    var index = path.first == ASCII.slash ? 1 : 0
    while index < path.count {
      if path[index] == ASCII.slash {
        endSegment()
        index += 1
      } else if let end = placeholderEnd(path, at: index) {
        endText()
        if segment.last == .placeholder { throw .adjacentPlaceholders }
        segment.append(.placeholder)
        names.append(String(decoding: path[index + 1..<end], as: UTF8.self))
        index = end + 1
      } else if path[index] == 0x2A {
        throw .wildcard
      } else {
        text.append(path[index])
        index += 1
      }
    }
    endSegment()
  }

  private mutating func endText() {
    if !text.isEmpty { segment.append(.text(text)) }
    text.removeAll()
  }

  private mutating func endSegment() {
    endText()
    segments.append(segment)
    segment.removeAll()
  }

  /// Where the placeholder that begins here closes; nil if the bytes here are plain text.
  private func placeholderEnd(_ path: [UInt8], at start: Int) -> Int? {
    guard path[start] == 0x7B else { return nil }
    if placeholders == .afterSlash, start > 0, path[start - 1] != ASCII.slash { return nil }
    var end = start + 1
    while end < path.count, isNamePart(path[end]) { end += 1 }
    return end > start + 1 && end < path.count && path[end] == 0x7D ? end : nil
  }

  private func isNamePart(_ byte: UInt8) -> Bool {
    if ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x2D || byte == 0x5F { return true }
    return placeholders == .anywhere
      && (byte == ASCII.dot || byte == ASCII.colon || byte == ASCII.slash)
  }
}
