import Bytes

/// Where templates end: their bindings by method, for one verb (or none) and one end after `**`.
struct BindingEnd: Sendable {
  /// The literals after `**`, empty otherwise.
  let suffix: [[UInt8]]
  let verb: [UInt8]?
  var bindings: [String: Int] = [:]

  /// The binding of a method, or of all methods.
  func binding(for method: String) -> Int? { bindings[method] ?? bindings["*"] }
}

/// The segments that lead here are the same for all templates below.
struct BindingNode: Sendable {
  var literals: [[UInt8]: Int] = [:]
  /// The node after `*`.
  var any: Int?
  /// Templates that end here.
  var ends: [BindingEnd] = []
  /// Templates that go on with `**`, those with the longest end first.
  var rests: [BindingEnd] = []

  /// The methods of everything that ends here.
  var methods: [String] { (ends + rests).flatMap(\.bindings.keys) }
}

/// Puts templates into a tree.
struct BindingTreeBuilder {
  private(set) var nodes = [BindingNode()]

  /// The position of a binding that says the same, if there is one.
  mutating func add(_ index: Int, _ method: String, _ template: PathTemplate) -> Int? {
    var node = 0
    for (position, segment) in template.segments.enumerated() {
      switch segment {
      case .literal(let text):
        if nodes[node].literals[text] == nil { nodes[node].literals[text] = append() }
        node = nodes[node].literals[text] ?? node
      case .any:
        if nodes[node].any == nil { nodes[node].any = append() }
        node = nodes[node].any ?? node
      case .rest:
        let suffix = template.segments[(position + 1)...].compactMap { segment -> [UInt8]? in
          if case .literal(let text) = segment { text } else { nil }
        }
        return Self.end(
          BindingEnd(suffix: suffix, verb: template.verb), index, method, in: &nodes[node].rests)
      }
    }
    return Self.end(
      BindingEnd(suffix: [], verb: template.verb), index, method, in: &nodes[node].ends)
  }

  private mutating func append() -> Int {
    nodes.append(BindingNode())
    return nodes.count - 1
  }

  private static func end(
    _ end: BindingEnd, _ index: Int, _ method: String, in ends: inout [BindingEnd]
  ) -> Int? {
    let place = ends.firstIndex { $0.verb == end.verb && $0.suffix == end.suffix }
    guard let place else {
      var end = end
      end.bindings[method] = index
      let after = ends.firstIndex { $0.suffix.count < end.suffix.count }
      ends.insert(end, at: after ?? ends.count)
      return nil
    }
    if let first = ends[place].bindings[method] { return first }
    ends[place].bindings[method] = index
    return nil
  }
}

/// One look-up. A node is visited once at most, as each has one way to it.
struct BindingSearch {
  private let nodes: [BindingNode]
  private let path: PathSegments
  private let verb: [UInt8]?

  init(_ nodes: [BindingNode], _ path: PathSegments, _ verb: [UInt8]?) {
    self.nodes = nodes
    self.path = path
    self.verb = verb
  }

  /// The first binding that `end` gives, from the most exact template on.
  func find(_ end: (BindingEnd) -> Int?) -> Int? { find(0, 0, end) }

  /// Recursion is bounded by the limit of segments.
  private func find(_ node: Int, _ segment: Int, _ end: (BindingEnd) -> Int?) -> Int? {
    let current = nodes[node]
    if segment == path.ranges.count {
      for candidate in current.ends where candidate.verb == verb {
        if let found = end(candidate) { return found }
      }
    } else {
      if !current.literals.isEmpty, let next = current.literals[path.decoded(segment)],
        let found = find(next, segment + 1, end)
      {
        return found
      }
      if let next = current.any, !path.ranges[segment].isEmpty,
        let found = find(next, segment + 1, end)
      {
        return found
      }
    }
    for candidate in current.rests where candidate.verb == verb && fits(candidate, from: segment) {
      if let found = end(candidate) { return found }
    }
    return nil
  }

  /// Whether the path ends as a template does after its `**`.
  private func fits(_ end: BindingEnd, from segment: Int) -> Bool {
    let first = path.ranges.count - end.suffix.count
    guard first >= segment else { return false }
    return end.suffix.enumerated().allSatisfy { path.decoded(first + $0) == $1 }
  }
}
