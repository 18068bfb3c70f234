/// What somebody may have meant.
enum TextDistance {
  /// The candidate nearest to a text, if it is near enough to be a slip.
  static func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
    let word = Array(text.lowercased().utf8)
    guard word.count <= 64 else { return nil }
    var best: (cost: Int, name: String)?
    for candidate in candidates where candidate != text {
      let other = Array(candidate.lowercased().utf8)
      let limit = max(1, min(word.count, other.count) / 3)
      guard limit < min(word.count, other.count), abs(word.count - other.count) <= limit else {
        continue
      }
      let cost = distance(word, other)
      if cost <= limit, (cost, candidate) < best ?? (Int.max, "") { best = (cost, candidate) }
    }
    return best?.name
  }

  /// Insertions, deletions and replacements that lead from one to the other.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var last = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        current.append(
          min(last[column] + (byte == other ? 0 : 1), last[column + 1] + 1, current[column] + 1))
      }
      last = current
    }
    return last[right.count]
  }
}
