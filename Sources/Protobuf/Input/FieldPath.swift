import Bytes

/// The way to a field that text can be assigned to: a dot path, resolved against a message.
public struct FieldPath: Hashable, Sendable {
  /// The path as it was written.
  public let text: String
  /// Places among the fields of each message on the way.
  let steps: [Int]
  /// The names of the `.proto` file on the way, which no two fields of a message share.
  let names: [String]
  /// Names as they may stand in a body, of each field those that lead to it.
  let bodyNames: [[[UInt8]]]
  /// What a text becomes there.
  let leaf: Leaf
  /// The field may be assigned several times, once for each element.
  public let isRepeated: Bool
  /// Two values become one where a message has both, instead of the later one winning.
  let merges: Bool

  /// Whether it leads to the same field or into it, by whatever names.
  public func isInside(_ other: FieldPath) -> Bool { steps.starts(with: other.steps) }

  /// What kind of JSON stands for a text.
  enum Leaf: Hashable, Sendable {
    /// A string, which holds what the field takes: numbers too.
    case string
    /// As above, but taken as UTF-8.
    case text
    case bytes
    case bool
    case enumeration
    case null
    /// A message or a list of them: nothing that text can fill, but that a body may be.
    case message
  }
}

/// Resolves dot paths.
struct FieldPathResolver {
  let schema: Schema
  let root: MessageID
  let names: JSONInputOptions.Names

  /// The way of a path. With `forBody` it may end at a field of any kind.
  func resolve(_ text: String, forBody: Bool) throws(TranscodeError) -> FieldPath {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 32 else { throw TranscodeError(.tooDeep, at: text) }
    var message = root
    var fields: [Field] = []
    var steps: [Int] = []
    var bodyNames: [[[UInt8]]] = []
    for (index, name) in parts.enumerated() {
      let place = try place(of: name, in: schema[message], at: text)
      let field = schema[message].fields[place]
      fields.append(field)
      steps.append(place)
      let known = InputNames.leading(to: place, of: schema[message].fields, names)
      bodyNames.append(known.map { Array($0.utf8) })
      if index == parts.count - 1 { break }
      message = try next(field, at: parts[...index].joined(separator: "."))
    }
    guard let last = fields.last else { throw TranscodeError(.unknownField, at: text) }
    let leaf = leaf(last)
    guard forBody || leaf != .message else {
      throw TranscodeError(.unassignable, at: text, reason(last))
    }
    return FieldPath(
      text: text, steps: steps, names: fields.map(\.name), bodyNames: bodyNames, leaf: leaf,
      isRepeated: last.cardinality == .repeated,
      merges: last.cardinality == .repeated || last.kind.message != nil)
  }

  private func place(
    of name: String, in type: MessageType, at path: String
  ) throws(TranscodeError) -> Int {
    let fields = type.fields
    let byName = names == .json ? nil : fields.firstIndex { $0.name == name && !$0.isExtension }
    let byJSON =
      names == .proto ? nil : fields.firstIndex { $0.jsonName == name && !$0.isExtension }
    if let place = byName ?? byJSON { return place }
    let known = fields.map { names == .json ? $0.jsonName : $0.name }
    let nearest = Spelling.nearest(to: name, among: known)
    throw TranscodeError(
      .unknownField, at: path,
      "\(type.name) has no \"\(name)\"" + (nearest.map { ", but \"\($0)\"" } ?? ""))
  }

  /// The message of a field that a path leads through.
  private func next(_ field: Field, at path: String) throws(TranscodeError) -> MessageID {
    let isMany = field.cardinality == .repeated || field.cardinality == .map
    guard !isMany, let message = field.kind.message, isPlain(schema[message]) else {
      throw TranscodeError(.unassignable, at: path, reason(field))
    }
    return message
  }

  private func isPlain(_ type: MessageType) -> Bool {
    type.wellKnown == nil || type.wellKnown == .httpBody
  }

  private func reason(_ field: Field) -> String {
    if field.cardinality == .map { return "it is a map" }
    guard let message = field.kind.message else { return "it is no message" }
    let name = schema[message].name
    return field.cardinality == .repeated ? "it is a list of \(name)" : "it is a \(name)"
  }

  private func leaf(_ field: Field) -> FieldPath.Leaf {
    field.cardinality == .map ? .message : leaf(field.kind)
  }

  private func leaf(_ kind: FieldKind) -> FieldPath.Leaf {
    switch kind {
    case .string: return .text
    case .bytes: return .bytes
    case .bool: return .bool
    case .enumeration(let id): return schema[id].isNullValue ? .null : .enumeration
    case .group: return .message
    case .message(let id):
      switch schema[id].wellKnown {
      case .timestamp, .duration, .fieldMask: return .string
      case .value: return .text
      case .wrapper: return schema[id].field(numbered: 1).map { leaf($0.kind) } ?? .message
      default: return .message
      }
    default: return .string
    }
  }
}
