import Bytes
import Document

/// libyaml's events → a flat list of nodes. Aliases stay references.
struct YAMLTreeReader {
  /// A container that is open.
  private struct Open {
    var node: Int
    var anchor: [UInt8]?
    let isObject: Bool
    /// Whether an object expects a key next.
    var expectsKey = true
  }

  private(set) var nodes: [YAMLNode] = []
  private var open: [Open] = []
  private var anchors: [[UInt8]: Int] = [:]
  private let limits: DocumentLimits
  /// A node costs several times the memory of a JSON node.
  private var nodeLimit: Int { limits.nodes / 4 }

  init(limits: DocumentLimits) { self.limits = limits }

  mutating func read(_ content: Span<UInt8>) throws(DecodingError) {
    guard YAMLDirectives.areFew(content) else { throw .tooManyNames }
    var events = YAMLEvents(content)
    while true {
      let event: YAMLEvent
      do {
        event = try events.next()
      } catch {
        throw .malformed(.yaml, line: error.position?.line ?? 0)
      }
      switch event.kind {
      case .streamStart, .documentStart: continue
      case .documentEnd, .streamEnd:
        if nodes.isEmpty { throw .empty }
        return
      case .scalar(let text, let isPlain): try scalar(text, isPlain, event)
      case .alias(let name): try alias(name, event)
      case .objectStart: try begin(.object, event)
      case .listStart: try begin(.list, event)
      case .objectEnd, .listEnd: end()
      }
    }
  }

  private var expectsKey: Bool { open.last.map { $0.isObject && $0.expectsKey } ?? false }

  private func malformed(_ event: YAMLEvent) -> DecodingError {
    .malformed(.yaml, line: event.position.line)
  }

  private mutating func append(_ kind: YAMLNode.Kind) throws(DecodingError) {
    guard nodes.count < nodeLimit else { throw .tooManyNodes }
    nodes.append(YAMLNode(kind: kind, next: nodes.count + 1))
  }

  /// A key or a value is complete.
  private mutating func turn() {
    guard let last = open.indices.last, open[last].isObject else { return }
    open[last].expectsKey.toggle()
  }

  private mutating func begin(_ kind: YAMLNode.Kind, _ event: YAMLEvent) throws(DecodingError) {
    // A key must be a text.
    guard !expectsKey else { throw malformed(event) }
    guard open.count < limits.depth else { throw .tooDeep }
    var isObject = false
    if case .object = kind { isObject = true }
    open.append(Open(node: nodes.count, anchor: event.anchor, isObject: isObject))
    try append(kind)
  }

  private mutating func end() {
    guard let container = open.popLast() else { return }
    nodes[container.node].next = nodes.count
    if let anchor = container.anchor { anchors[anchor] = container.node }
    turn()
  }

  private mutating func scalar(
    _ text: [UInt8], _ isPlain: Bool, _ event: YAMLEvent
  ) throws(DecodingError) {
    if let anchor = event.anchor { anchors[anchor] = nodes.count }
    let isMerge = expectsKey && isPlain && text.span.equals("<<")
    let scalar = YAMLScalar(text, isPlain: isPlain, tag: event.tag)
    try append(isMerge ? .merge : .scalar(scalar, text: text))
    turn()
  }

  private mutating func alias(_ name: [UInt8], _ event: YAMLEvent) throws(DecodingError) {
    // Anchors of values that are still open are not known yet: no value can hold itself.
    guard let target = anchors[name] else { throw malformed(event) }
    if expectsKey {
      guard case .scalar = nodes[target].kind else { throw malformed(event) }
    }
    try append(.alias(target))
    turn()
  }
}
