import Bytes

extension ResponseShape {
  /// Why no answer can have something at a path of names (below `data`, without list indices); nil
  /// if one can, as far as anyone knows.
  public func fault(at path: [String]) -> PathFault? {
    var node = 0
    for (index, name) in path.enumerated() {
      if let child = child(name, of: node) {
        node = child
        continue
      }
      guard isComplete, !nodes[node].isOpaque else { return nil }
      let names = nodes[node].children.map { nodes[$0].name }
      return PathFault(
        index: index, name: name, parent: index == 0 ? nil : path[index - 1],
        suggestion: Spelling.nearest(to: name, among: names), names: names)
    }
    return nil
  }

  /// The type of what is at a path; nil if there is nothing, or no schema that knows.
  public func type(at path: [String]) -> TypeReference? { node(at: path)?.type }

  /// The names below a path in the order of the query; nil if there is nothing at it.
  public func names(at path: [String]) -> [String]? {
    node(at: path)?.children.map { nodes[$0].name }
  }

  private func node(at path: [String]) -> Node? {
    var node = 0
    for name in path {
      guard let child = child(name, of: node) else { return nil }
      node = child
    }
    return nodes[node]
  }

  private func child(_ name: String, of node: Int) -> Int? {
    nodes[node].children.first { nodes[$0].name == name }
  }
}
