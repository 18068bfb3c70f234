import Bytes

/// What a block string means: `BlockStringValue` of §2.9.4.
enum BlockText {
  /// The lines without the indentation that all but the first share, and without blank lines at
  /// both ends, joined by LF.
  static func value(of lines: [[UInt8]]) -> [UInt8] {
    let common = lines.dropFirst().filter { indentation($0) < $0.count }.map(indentation).min() ?? 0
    var text: [UInt8] = []
    let filled = lines.indices.filter { indentation(lines[$0]) < lines[$0].count }
    guard let first = filled.first, let last = filled.last else { return [] }
    for index in first...last {
      if index > first { text.append(ASCII.lineFeed) }
      text.append(contentsOf: index == 0 ? lines[0][...] : lines[index].dropFirst(common))
    }
    return text
  }

  /// The blanks in front of a line.
  private static func indentation(_ line: [UInt8]) -> Int {
    line.firstIndex { $0 != ASCII.space && $0 != ASCII.tab } ?? line.count
  }
}
