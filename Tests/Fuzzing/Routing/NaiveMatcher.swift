import Bytes

/// The rules of matching said once more, slowly (EP-4 to EP-6): every route is tried by itself, and
/// among those that fit the one that is best at the first segment where they differ wins.
public struct NaiveMatcher {
  /// A byte of a segment as written, or -1 for a placeholder.
  typealias Segment = [Int16]

  let routes: [[Segment]]

  /// Reads paths of endpoints with placeholders anywhere.
  public init(_ patterns: [[UInt8]]) { routes = patterns.map(NaiveMatcher.segments) }

  /// Two routes that no path can tell apart, if there are any.
  public var hasDuplicates: Bool { Set(routes).count < routes.count }

  static func segments(_ pattern: [UInt8]) -> [Segment] {
    var segments: [Segment] = [[]]
    var rest = pattern.first == ASCII.slash ? pattern.dropFirst() : pattern[...]
    while let byte = rest.first {
      if let name = name(at: rest) {
        segments[segments.count - 1].append(-1)
        rest = rest.dropFirst(name + 2)
        continue
      }
      if byte == ASCII.slash {
        segments.append([])
      } else {
        segments[segments.count - 1].append(Int16(byte))
      }
      rest = rest.dropFirst()
    }
    return segments
  }

  /// The length of the name in braces that stands here.
  private static func name(at text: ArraySlice<UInt8>) -> Int? {
    guard text.first == 0x7B else { return nil }
    let name = text.dropFirst().prefix { byte in
      ASCII.isLetter(byte) || ASCII.isDigit(byte) || "-_.:/".utf8.contains(byte)
    }
    return !name.isEmpty && text.dropFirst(1 + name.count).first == 0x7D ? name.count : nil
  }

  /// The route for a decoded path, or nil.
  public func match(_ path: [UInt8]) -> Int? {
    guard path.first == ASCII.slash else { return nil }
    let segments = path.dropFirst().split(
      separator: ASCII.slash, omittingEmptySubsequences: false
    ).map(Array.init)
    var best: Int?
    for index in routes.indices where fits(routes[index], segments) {
      if let other = best, !isBetter(index, than: other) { continue }
      best = index
    }
    return best
  }

  private func fits(_ pattern: [Segment], _ path: [[UInt8]]) -> Bool {
    pattern.count == path.count && zip(pattern, path).allSatisfy { NaiveMatcher.fits($0, $1) }
  }

  private static func fits(_ pattern: Segment, _ text: [UInt8]) -> Bool {
    guard pattern.contains(-1) else { return pattern == text.map(Int16.init) }
    return text != [ASCII.dot] && text != [ASCII.dot, ASCII.dot] && glob(pattern, text)
  }

  /// Where the pattern read so far can end in the text; a placeholder takes one byte or more.
  private static func glob(_ pattern: Segment, _ text: [UInt8]) -> Bool {
    var ends: Set<Int> = [0]
    for piece in pattern {
      if piece < 0 {
        ends = Set(ends.flatMap { $0 < text.count ? Array($0 + 1...text.count) : [] })
      } else {
        ends = Set(ends.filter { $0 < text.count && Int16(text[$0]) == piece }.map { $0 + 1 })
      }
    }
    return ends.contains(text.count)
  }

  private func isBetter(_ left: Int, than right: Int) -> Bool {
    let (a, b) = (routes[left], routes[right])
    guard let place = a.indices.first(where: { a[$0] != b[$0] }) else { return false }
    let (one, two) = (weight(a[place]), weight(b[place]))
    if one != two { return one > two }
    return firstUse(a[...place]) < firstUse(b[...place])
  }

  private func weight(_ segment: Segment) -> Int {
    segment.contains(-1) ? segment.count { $0 >= 0 } : .max
  }

  private func firstUse(_ prefix: ArraySlice<Segment>) -> Int {
    routes.firstIndex { $0.starts(with: prefix) } ?? .max
  }
}
