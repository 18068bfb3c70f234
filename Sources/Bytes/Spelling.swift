/// What somebody may have meant.
public enum Spelling {
  /// The candidate nearest to a text, if it is near enough to be a slip: up to one edit for each
  /// three characters, letter case not counted.
  public static func nearest(to text: String, among candidates: [String]) -> String? {
    let word = Array(text.lowercased().unicodeScalars)
    guard word.count <= 64 else { return nil }
    var best: (cost: Int, name: String)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars)
      let limit = max(1, min(word.count, other.count) / 3)
      // Of a single letter nothing would be left.
      guard limit < min(word.count, other.count), abs(word.count - other.count) <= limit else {
        continue
      }
      let cost = distance(word, other)
      if cost <= limit, cost < best?.cost ?? Int.max {
        best = (cost, candidate)
      }
    }
    return best?.name
  }

  /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other
  /// (optimal string alignment).
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let same = left[row] == right[column]
        var cost = min(last[column] + (same ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      before = last
      last = current
    }
    return last[right.count]
  }
}
