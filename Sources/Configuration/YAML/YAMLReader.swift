import Bytes
import Encodings

/// Reads the first document of a YAML text into a tree with positions. Aliases repeat their value
/// (counted against `TreeLimits.values`, so that none can explode), `<<` merges.
struct YAMLReader {
  /// Reading cannot go on; the reason is reported.
  struct Stop: Error {}

  private let sink: DiagnosticSink
  private var tree = TreeBuilder()
  /// The objects and lists that are open.
  private var open: [Open] = []
  private var anchors: [String: Anchored] = [:]

  /// An event of libyaml with its texts as strings.
  private struct Event {
    var kind: YAMLEvent.Kind
    var position: SourcePosition
    var anchor: String?
    var tag: [UInt8]?

    init(_ event: YAMLEvent, end: SourcePosition) {
      kind = event.kind
      position = min(SourcePosition(event.position), end)
      anchor = event.anchor.map { String(decoding: $0, as: UTF8.self) }
      tag = event.tag
    }
  }

  /// What is known of an object or a list before it ends.
  private struct Open {
    var anchor: String?
    /// How many values came before it.
    var valuesBefore: Int
    /// How deep its deepest value lies below it.
    var height = 0
    /// Whether the next value is one to merge: its key is a plain `<<`.
    var isMerging = false
    /// What is merged into it, in order.
    var merged: [ConfigurationNode] = []
  }

  /// A value that aliases may repeat.
  private struct Anchored {
    var node: ConfigurationNode
    var values = 1
    var height = 0
  }

  /// No place lies behind this one.
  private let end: SourcePosition

  private init(_ text: ArraySlice<UInt8>, _ sink: DiagnosticSink) {
    end = YAMLText.end(of: text)
    self.sink = sink
  }

  /// The tree, or nil if the text is not YAML; mistakes are in the sink.
  static func read(_ text: SourceText, into sink: DiagnosticSink) -> ConfigurationNode? {
    var reader = YAMLReader(text.bytes[text.start...], sink)
    var events = YAMLEvents(text.bytes.span.extracting(text.start...))
    do {
      return try reader.read(&events)
    } catch let failure as YAMLEvents.Failure {
      let position = failure.position.map { SourcePosition($0) } ?? .wholeFile
      sink.error(
        failure.message, at: min(position, reader.end),
        suggestion: YAMLHint.suggestion(for: failure.message, before: text, position))
    } catch {}
    return nil
  }

  private mutating func read(_ events: inout YAMLEvents) throws -> ConfigurationNode? {
    while true {
      let event = Event(try events.next(), end: end)
      switch event.kind {
      case .streamStart, .documentStart: continue
      case .documentEnd, .streamEnd:
        if tree.root == nil { throw stop("the file is empty", at: event) }
        return tree.root
      case .alias(let name): try repeatValue(String(decoding: name, as: UTF8.self), event)
      case .scalar(let text, let isPlain): try readScalar(text, isPlain, event)
      case .listStart, .objectStart: try begin(event)
      case .listEnd, .objectEnd: try end(event)
      }
    }
  }

  private func stop(_ message: String, at event: Event) -> Stop {
    sink.error(message, at: event.position)
    return Stop()
  }

  /// Whether the next scalar is the key of a member.
  private var expectsKey: Bool { tree.top.map { $0.isObject && $0.key == nil } ?? false }

  private mutating func begin(_ event: Event) throws {
    if expectsKey { throw stop("a key must be a text, not a list or an object", at: event) }
    var isObject = false
    if case .objectStart = event.kind { isObject = true }
    do {
      try tree.open(object: isObject, at: event.position)
    } catch {
      throw tooDeep(event)
    }
    open.append(Open(anchor: event.anchor, valuesBefore: tree.values))
  }

  private mutating func end(_ event: Event) throws {
    guard var node = tree.close(), let frame = open.popLast() else { return }
    merge(frame.merged, into: &node)
    let value = Anchored(
      node: node, values: tree.values - frame.valuesBefore + 1, height: frame.height)
    if let anchor = frame.anchor { anchors[anchor] = value }
    try add(Anchored(node: node, height: frame.height), event)
  }

  private mutating func readScalar(_ bytes: [UInt8], _ isPlain: Bool, _ event: Event) throws {
    let isKey = expectsKey
    let text = String(decoding: bytes, as: UTF8.self)
    let value = isKey ? .string(text) : value(bytes, text, isPlain, event.tag)
    let scalar = Anchored(node: ConfigurationNode(value: value, position: event.position))
    if let anchor = event.anchor { anchors[anchor] = scalar }
    if isKey { readKey(text, isPlain, event) } else { try add(scalar, event) }
  }

  private func value(
    _ bytes: [UInt8], _ text: String, _ isPlain: Bool, _ tag: [UInt8]?
  ) -> ConfigurationNode.Value {
    switch YAMLScalar(bytes, isPlain: isPlain, tag: tag) {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .number(let digits): .number(String(decoding: digits, as: UTF8.self))
    case .text: .string(text)
    }
  }

  private mutating func readKey(_ name: String, _ isPlain: Bool, _ event: Event) {
    let first = tree.key(name, at: event.position)
    if name == "<<", isPlain, let object = open.indices.last {
      open[object].isMerging = true
      return
    }
    guard let first else { return }
    sink.error(
      "the key \"\(name)\" is here twice: first on line \(first.line), column \(first.column)",
      at: event.position)
  }

  private mutating func repeatValue(_ name: String, _ event: Event) throws {
    guard let anchored = anchors[name] else {
      throw stop("there is no complete value with the anchor &\(name) before this", at: event)
    }
    if expectsKey {
      guard case .string(let key) = anchored.node.value else {
        throw stop("a key must be a text", at: event)
      }
      return readKey(key, false, event)
    }
    guard open.count + anchored.height <= TreeLimits.depth else { throw tooDeep(event) }
    try add(anchored, event)
  }

  private func tooDeep(_ event: Event) -> Stop {
    stop("objects and lists are nested more than \(TreeLimits.depth) deep", at: event)
  }

  private mutating func add(_ value: Anchored, _ event: Event) throws {
    if let parent = open.indices.last {
      open[parent].height = max(open[parent].height, value.height + 1)
    }
    do {
      if let parent = open.indices.last, open[parent].isMerging {
        open[parent].isMerging = false
        open[parent].merged.append(value.node)
        try tree.leaveOut(counting: value.values)
      } else {
        try tree.add(value.node, counting: value.values)
      }
    } catch {
      throw stop("the file holds more than \(TreeLimits.values) values", at: event)
    }
  }

  /// Members of the objects under `<<` that the object does not have itself; the first one counts.
  private func merge(_ sources: [ConfigurationNode], into node: inout ConfigurationNode) {
    guard !sources.isEmpty, case .object(var members) = node.value else { return }
    var known = Set(members.map(\.key))
    for source in sources.flatMap({ LocatedNode(node: $0, pointer: "").items }) {
      guard case .object(let additions) = source.node.value else {
        sink.error("`<<` merges objects, not \(source.node.noun)", at: source.node.position)
        continue
      }
      members += additions.filter { known.insert($0.key).inserted }
    }
    node.value = .object(members)
  }
}

extension SourcePosition {
  fileprivate init(_ position: YAMLPosition) {
    self.init(line: position.line, column: position.column)
  }
}
