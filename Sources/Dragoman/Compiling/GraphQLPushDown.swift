import Configuration
import GraphQL

/// Leaves out of a document what shaping would drop from the answer (`push_down`).
struct GraphQLPushDown {
  private let backend: BackendConfiguration
  private let source: ExecutableDocument
  private let operation: OperationDefinition
  private let shape: ResponseShape

  init(
    _ backend: BackendConfiguration, _ document: ExecutableDocument,
    _ operation: OperationDefinition, _ schema: GraphQLSchema?
  ) {
    self.backend = backend
    source = document
    self.operation = operation
    shape = ResponseShape(document, operation, schema: schema)
  }

  /// The document without fields that nobody gets to see; nil where that cannot be told, or is
  /// nothing.
  var document: [UInt8]? {
    // Where more than plain paths decide, shaping alone does.
    guard backend.flatmap.isEmpty, !backend.isShadow, backend.encoding != .noOp else { return nil }
    let narrowed = source.narrowed(to: operation) { path in decision(path) }
    return narrowed == source ? nil : narrowed.printed()
  }

  /// What becomes of the field at a path below `data`.
  private func decision(_ path: [String]) -> PathDecision {
    let full = ["data"] + path
    let target = backend.target.isEmpty ? [] : GraphQLFieldCheck.names(backend.target)
    guard full.starts(with: target) else { return target.starts(with: full) ? .descend : .drop }
    if full.count == target.count {
      return backend.allow.isEmpty && denied.isEmpty ? .keep : .descend
    }
    let rest = Array(full.dropFirst(target.count))
    if !backend.allow.isEmpty { return allowing(rest) }
    return denying(rest)
  }

  private func allowing(_ path: [String]) -> PathDecision {
    let allowed = backend.allow.map(GraphQLFieldCheck.names)
    if allowed.contains(where: { path.starts(with: $0) }) { return .keep }
    return allowed.contains { $0.starts(with: path) } ? .descend : .drop
  }

  private var denied: [[String]] { backend.deny.map(GraphQLFieldCheck.names) }

  private func denying(_ path: [String]) -> PathDecision {
    for text in backend.deny where GraphQLFieldCheck.names(text) == path && drops(text) {
      return .drop
    }
    return denied.contains { $0.starts(with: path) } ? .descend : .keep
  }

  /// Whether shaping really drops what a path of `deny` names: it goes through a list only by `[]`.
  /// What is a list, the schema alone tells.
  private func drops(_ text: String) -> Bool {
    let target = backend.target.isEmpty ? [] : backend.target.split(separator: ".")
    let steps = text.split(separator: ".", omittingEmptySubsequences: false)
    var path = target.map(String.init)
    for step in steps.dropLast() {
      let depth = GraphQLPushDown.depth(step)
      path.append(String(step.dropLast(2 * depth)))
      guard path.first == "data" else { return false }
      if path.count == 1 { continue }
      guard let type = shape.type(at: Array(path.dropFirst())) else { return false }
      var (lists, item) = (0, type)
      while let inner = item.item {
        lists += 1
        item = inner
      }
      guard lists == depth else { return false }
    }
    return GraphQLPushDown.depth(steps.last ?? "") == 0
  }

  /// How many `[]` a step has.
  private static func depth(_ step: Substring) -> Int {
    var (step, depth) = (step, 0)
    while step.hasSuffix("[]") {
      step = step.dropLast(2)
      depth += 1
    }
    return depth
  }
}
