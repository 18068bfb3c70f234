/// The rules of matching said once more, slowly: every route is tried by itself, and among those
/// that fit the one that is best at the first segment where they differ wins. Works on decoded
/// paths of ASCII text.
struct NaiveMatcher {
  let routes: [(method: String, segments: [String])]

  init(_ lines: [String]) {
    routes = lines.map { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      let path = parts[1].dropFirst().split(separator: "/", omittingEmptySubsequences: false)
      return (String(parts[0]), path.map { NaiveMatcher.unnamed(String($0)) })
    }
  }

  /// `a{name}b` as `a{}b`.
  private static func unnamed(_ segment: String) -> String {
    var output = ""
    var isInside = false
    for character in segment {
      if character == "}" { isInside = false }
      if !isInside { output.append(character) }
      if character == "{" { isInside = true }
    }
    return output
  }

  func match(_ method: String, _ path: String) -> Int? {
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    var best: Int?
    for index in routes.indices where routes[index].method == method {
      guard fits(routes[index].segments, segments.map(String.init)) else { continue }
      if let other = best, !isBetter(index, than: other) { continue }
      best = index
    }
    return best
  }

  private func fits(_ pattern: [String], _ path: [String]) -> Bool {
    pattern.count == path.count
      && zip(pattern, path).allSatisfy { NaiveMatcher.fits(Array($0), Array($1)) }
  }

  private static func fits(_ pattern: [Character], _ text: [Character]) -> Bool {
    guard pattern.contains("{") else { return pattern == text }
    return text != ["."] && text != [".", "."] && glob(pattern[...], text[...])
  }

  private static func glob(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool
  {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "{" {
      return text.indices.contains { glob(pattern.dropFirst(2), text[($0 + 1)...]) }
    }
    return text.first == first && glob(pattern.dropFirst(), text.dropFirst())
  }

  private func isBetter(_ left: Int, than right: Int) -> Bool {
    let (a, b) = (routes[left].segments, routes[right].segments)
    guard let place = a.indices.first(where: { a[$0] != b[$0] }) else { return false }
    let (one, two) = (weight(a[place]), weight(b[place]))
    if one != two { return one > two }
    return firstUse(a[...place]) < firstUse(b[...place])
  }

  private func weight(_ segment: String) -> Int {
    guard segment.contains("{") else { return .max }
    return segment.filter { $0 != "{" && $0 != "}" }.count
  }

  private func firstUse(_ prefix: ArraySlice<String>) -> Int {
    routes.firstIndex { $0.segments.starts(with: prefix) } ?? .max
  }
}
