import Document

/// A JSON value as a plain tree: what shaping is held against.
enum ModelValue: Equatable {
  case object(ModelObject)
  case array([ModelValue])
  /// The text of a number or literal.
  case literal(String)
  /// The decoded bytes of a string.
  case string([UInt8])

  static var null: ModelValue { .literal("null") }

  init(_ document: Document, _ node: Int = 0) {
    switch document.kind(of: node) {
    case .object:
      var object = ModelObject()
      for member in document.members(of: node) {
        object.set(document.string(at: member.name), ModelValue(document, member.value))
      }
      self = .object(object)
    case .array: self = .array(document.elements(of: node).map { ModelValue(document, $0) })
    case .string: self = .string(document.string(at: node))
    default: self = .literal(String(decoding: document.slice(of: node), as: UTF8.self))
    }
  }

  var object: ModelObject? {
    if case .object(let object) = self { object } else { nil }
  }
}

/// An object: each name once, the last one counts. Equal whatever the order.
struct ModelObject: Equatable {
  private(set) var names: [[UInt8]] = []
  private var values: [[UInt8]: ModelValue] = [:]

  subscript(_ name: [UInt8]) -> ModelValue? { values[name] }
  var isEmpty: Bool { names.isEmpty }
  var members: [(name: [UInt8], value: ModelValue)] {
    names.map { ($0, values[$0] ?? .null) }
  }

  init(_ members: [([UInt8], ModelValue)] = []) {
    for (name, value) in members { set(name, value) }
  }

  mutating func set(_ name: [UInt8], _ value: ModelValue) {
    if values[name] != nil { names.removeAll { $0 == name } }
    names.append(name)
    values[name] = value
  }

  mutating func remove(_ name: [UInt8]) {
    if values.removeValue(forKey: name) != nil { names.removeAll { $0 == name } }
  }

  static func == (left: ModelObject, right: ModelObject) -> Bool { left.values == right.values }
}
