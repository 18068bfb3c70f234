import Bytes
import Protobuf

/// The rules of matching said once more, slowly: every template is tried by itself, and of those
/// that fit the one that is more exact at the first segment where they differ wins.
struct NaiveTable {
  private let bindings: [(method: String, template: PathTemplate)]

  init(_ bindings: [(method: String, template: PathTemplate)]) { self.bindings = bindings }

  /// Two bindings of one method that say the same.
  var hasDuplicates: Bool {
    let shapes = bindings.map { Shape(method: $0.method, $0.template) }
    return Set(shapes).count < shapes.count
  }

  private struct Shape: Hashable {
    let method: String
    let segments: [PathTemplate.Segment]
    let verb: [UInt8]?

    init(method: String, _ template: PathTemplate) {
      self.method = method
      segments = template.segments
      verb = template.verb
    }
  }

  func match(_ method: String, _ path: [UInt8]) -> Int? {
    guard path.first == ASCII.slash, PercentCoding.decode(path.span) != nil else { return nil }
    var raw =
      path.count == 1
      ? []
      : path.dropFirst().split(
        separator: ASCII.slash, omittingEmptySubsequences: false
      ).map(Array.init)
    guard raw.count <= 256 else { return nil }
    if let last = raw.last, let colon = last.lastIndex(of: ASCII.colon) {
      var cut = raw
      cut[cut.count - 1] = Array(last[..<colon])
      let verb = Array(last[(colon + 1)...])
      if let found = best(method, cut, verb) { return found }
    }
    raw = raw.map { $0 }
    return best(method, raw, nil)
  }

  private func best(_ method: String, _ raw: [[UInt8]], _ verb: [UInt8]?) -> Int? {
    let path = raw.map { PercentCoding.decode($0.span) ?? $0 }
    let fitting = bindings.indices.filter { index in
      let (own, template) = bindings[index]
      return (own == "*" || own == method) && template.verb == verb
        && fits(template.segments[...], path[...], raw[...])
    }
    return fitting.min { rank($0).lexicographicallyPrecedes(rank($1)) }
  }

  private func fits(
    _ template: ArraySlice<PathTemplate.Segment>, _ path: ArraySlice<[UInt8]>,
    _ raw: ArraySlice<[UInt8]>
  ) -> Bool {
    guard let first = template.first else { return path.isEmpty }
    let rest = template.dropFirst()
    switch first {
    case .literal(let text):
      return path.first == text && fits(rest, path.dropFirst(), raw.dropFirst())
    case .any:
      return raw.first?.isEmpty == false && fits(rest, path.dropFirst(), raw.dropFirst())
    case .rest:
      return (0...path.count).contains { fits(rest, path.dropFirst($0), raw.dropFirst($0)) }
    }
  }

  /// Smaller is more exact. An end stands before `**`.
  private func rank(_ index: Int) -> [Int] {
    let (own, template) = bindings[index]
    var rank: [Int] = []
    for (place, segment) in template.segments.enumerated() {
      switch segment {
      case .literal: rank.append(0)
      case .any: rank.append(1)
      case .rest: return rank + [2, place - template.segments.count, own == "*" ? 1 : 0]
      }
    }
    return rank + [0, 0, own == "*" ? 1 : 0]
  }
}
