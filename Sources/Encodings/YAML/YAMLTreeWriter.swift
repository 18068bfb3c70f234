import Bytes
import Document

/// Nodes of YAML → a document. Walks with a stack of its own; what aliases repeat counts anew each
/// time, against the limits of a document.
struct YAMLTreeWriter {
  /// A container that is being written: the next node and the one behind its last.
  private struct Frame {
    var cursor: Int
    let end: Int
    let isObject: Bool
    /// Whether it is merged into the object around it, which ends later.
    let isMerged: Bool
  }

  private let nodes: [YAMLNode]
  private let depthLimit: Int
  private let countLimit: Int
  private let byteLimit: Int
  private var builder = DocumentBuilder()
  private var frames: [Frame] = []
  private var depth = 0
  private var count = 0
  private var bytes = 0

  /// What aliases repeat may come to sixteen times what was read, and some more.
  init(_ nodes: [YAMLNode], bytes: Int, limits: DocumentLimits) {
    self.nodes = nodes
    depthLimit = limits.depth
    countLimit = min(limits.nodes, 10_000 + 16 * nodes.count)
    byteLimit = min(2 * limits.bytes, 1 << 20 + 16 * bytes)
  }

  mutating func document(_ root: Int) throws(DecodingError) -> Document {
    try write(root)
    while let frame = frames.last {
      if frame.cursor >= frame.end {
        close(frame)
      } else if frame.isObject {
        try writeMember(frame.cursor)
      } else {
        frames[frames.count - 1].cursor = nodes[frame.cursor].next
        try write(frame.cursor)
      }
    }
    return builder.finish()
  }

  private mutating func close(_ frame: Frame) {
    frames.removeLast()
    guard !frame.isMerged else { return }
    depth -= 1
    builder.end()
  }

  /// What an alias stands for; the node itself if it is none.
  private func target(of node: Int) -> Int {
    var node = node
    while case .alias(let target) = nodes[node].kind { node = target }
    return node
  }

  private mutating func writeMember(_ key: Int) throws(DecodingError) {
    let value = nodes[key].next
    frames[frames.count - 1].cursor = nodes[value].next
    switch nodes[target(of: key)].kind {
    case .merge: break
    case .scalar(_, let text):
      try pay(for: text)
      builder.append(name: text.span)
      try write(value)
    case .object, .list, .alias: throw .malformed(.yaml, line: 0)
    }
  }

  private mutating func write(_ node: Int) throws(DecodingError) {
    let node = target(of: node)
    switch nodes[node].kind {
    case .scalar(let scalar, let text): try write(scalar, text)
    case .object: try open(node, isObject: true)
    case .list: try open(node, isObject: false)
    case .alias: break
    // A plain `<<` that is no key.
    case .merge: try write(.text, [0x3C, 0x3C])
    }
  }

  private mutating func write(_ scalar: YAMLScalar, _ text: [UInt8]) throws(DecodingError) {
    try pay(for: text)
    switch scalar {
    case .null: builder.appendNull()
    case .boolean(let flag): builder.append(flag)
    case .number(let digits): builder.append(number: digits.span)
    case .text: builder.append(string: text.span)
    }
  }

  private mutating func open(_ node: Int, isObject: Bool) throws(DecodingError) {
    try pay(for: [])
    guard depth < depthLimit else { throw .tooDeep }
    depth += 1
    if isObject { builder.beginObject() } else { builder.beginArray() }
    try push(node, isObject: isObject, isMerged: false)
  }

  /// Begins a container. What is merged into an object comes before its own members, since of
  /// members with one name the last counts.
  private mutating func push(
    _ node: Int, isObject: Bool, isMerged: Bool
  ) throws(DecodingError) {
    guard frames.count < 2 * depthLimit else { throw .tooDeep }
    frames.append(
      Frame(cursor: node + 1, end: nodes[node].next, isObject: isObject, isMerged: isMerged))
    guard isObject else { return }
    var key = node + 1
    while key < nodes[node].next {
      try pay(for: [])
      let value = nodes[key].next
      if case .merge = nodes[target(of: key)].kind { try merge(target(of: value)) }
      key = nodes[value].next
    }
  }

  /// Begins the object under `<<`, or all of a list of objects: of those the first counts, so it
  /// is written last.
  private mutating func merge(_ value: Int) throws(DecodingError) {
    switch nodes[value].kind {
    case .object: try push(value, isObject: true, isMerged: true)
    case .list:
      var item = value + 1
      while item < nodes[value].next {
        let object = target(of: item)
        guard case .object = nodes[object].kind else { throw .malformed(.yaml, line: 0) }
        try push(object, isObject: true, isMerged: true)
        item = nodes[item].next
      }
    default: throw .malformed(.yaml, line: 0)
    }
  }

  private mutating func pay(for text: [UInt8]) throws(DecodingError) {
    count += 1
    bytes += text.count + 2
    guard count <= countLimit else { throw .tooManyNodes }
    guard bytes <= byteLimit else { throw .tooLarge }
  }
}
