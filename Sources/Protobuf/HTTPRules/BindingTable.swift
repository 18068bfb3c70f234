import Bytes

/// (method, path) → binding and the values of its variables. At each segment a literal is tried
/// before `*`, and that before `**`, of which the one with the longest end comes first. The cost of
/// a look-up is bounded by the number of nodes.
public struct BindingTable: Sendable {
  /// What a look-up found.
  public struct Match: Hashable, Sendable {
    /// The position of the binding in the list that the table was made of.
    public let index: Int
    /// A value for each variable of the template, in its order, percent-decoded.
    public let values: [[UInt8]]
  }

  /// Two bindings that no request could tell apart.
  public struct Conflict: Error, Hashable, Sendable {
    /// The position of the binding that came first.
    public let first: Int
    /// The position of the one that says the same again.
    public let second: Int
  }

  /// All bindings that say what an earlier one says.
  public struct Conflicts: Error, Hashable, Sendable {
    /// In the order of the second one.
    public let pairs: [Conflict]
  }

  private let nodes: [BindingNode]
  private let templates: [PathTemplate]
  /// All verbs that any template has.
  private let verbs: Set<[UInt8]>

  /// Makes a table. A method is `GET` and the like, or `*` for all of them.
  public init(
    _ bindings: [(method: String, template: PathTemplate)]
  ) throws(Conflicts) {
    var builder = BindingTreeBuilder()
    var pairs: [Conflict] = []
    for (index, binding) in bindings.enumerated() {
      if let first = builder.add(index, binding.method, binding.template) {
        pairs.append(Conflict(first: first, second: index))
      }
    }
    guard pairs.isEmpty else { throw Conflicts(pairs: pairs) }
    nodes = builder.nodes
    templates = bindings.map(\.template)
    verbs = Set(templates.compactMap(\.verb))
  }

  /// The binding for a request's method and path, as received: still encoded, without the query.
  ///
  /// What stands after the last colon is a verb where a template has it; if none of those fits, it
  /// is part of the last segment.
  public func match(_ method: String, _ path: [UInt8]) -> Match? {
    search(path) { $0.binding(for: method) }
  }

  /// The methods for which a path has a binding, sorted: what `Allow` lists. Where there is a
  /// binding for all methods it is `*` alone.
  public func methods(for path: [UInt8]) -> [String] {
    if match("*", path) != nil { return ["*"] }
    return Set(nodes.flatMap(\.methods)).filter { match($0, path) != nil }.sorted()
  }

  private func search(_ path: [UInt8], _ end: (BindingEnd) -> Int?) -> Match? {
    guard !nodes.isEmpty, let segments = PathSegments(path) else { return nil }
    if let (rest, verb) = segments.withoutVerb(), verbs.contains(Array(verb)) {
      let search = BindingSearch(nodes, rest, Array(verb))
      if let index = search.find(end) { return match(index, rest) }
    }
    let search = BindingSearch(nodes, segments, nil)
    return search.find(end).map { match($0, segments) }
  }

  private func match(_ index: Int, _ path: PathSegments) -> Match {
    let template = templates[index]
    // How many segments the `**` took beyond the one that it is in the template.
    let extra = path.ranges.count - template.segments.count
    let rest = template.rest ?? Int.max
    let values = template.variables.map { variable in
      let start = variable.segments.lowerBound + (variable.segments.lowerBound > rest ? extra : 0)
      let end = variable.segments.upperBound + (variable.segments.upperBound > rest ? extra : 0)
      return path.value(start..<end, isSingle: variable.isSingle)
    }
    return Match(index: index, values: values)
  }
}
