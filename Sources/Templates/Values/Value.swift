/// A value while a template is rendered.
enum Value {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case list(ValueList)
  case map(ValueMap)

  /// What it is, for messages.
  var noun: String {
    switch self {
    case .null: "no value"
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): "the number \(number)"
    case .number(let number): "the number \(GoNumber.text(number))"
    case .string(let text): "the text \(GoQuote.shortened(text))"
    case .list: "a list"
    case .map: "a dictionary"
    }
  }

  /// Go's truth: zero, empty and nothing are false.
  var isTrue: Bool {
    switch self {
    case .null: false
    case .boolean(let flag): flag
    case .integer(let number): number != 0
    case .number(let number): number != 0
    case .string(let text): !text.isEmpty
    case .list(let list): !list.items.isEmpty
    case .map(let map): !map.entries.isEmpty
    }
  }

  /// Go's name of the kind (`kindOf`).
  var kind: String {
    switch self {
    case .null: "invalid"
    case .boolean: "bool"
    case .integer: "int"
    case .number: "float64"
    case .string: "string"
    case .list: "slice"
    case .map: "map"
    }
  }

  /// Go's name of the type (`typeOf`).
  var type: String {
    switch self {
    case .null: "<nil>"
    case .list: "[]interface {}"
    case .map: "map[string]interface {}"
    default: kind
    }
  }

  /// The number it is, if it is one.
  var double: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// How many lists are inside one another; dictionaries begin anew, the rendering holds them.
  var depth: Int {
    if case .list(let list) = self { return list.depth }
    return 0
  }
}

/// Values in order; immutable, so it can hold itself through a dictionary only.
struct ValueList {
  let items: [Value]
  let depth: Int

  init(_ items: [Value]) {
    self.items = items
    depth = 1 + (items.lazy.map(\.depth).max() ?? 0)
  }
}

/// Values by name. A reference, since `set` and `merge` change it for everybody who has it; the
/// rendering holds all of them and empties them at its end, so cycles do not leak.
final class ValueMap {
  var entries: [String: Value]
  /// Names in JSON where they differ.
  let keys: [String: String]

  init(_ entries: [String: Value], keys: [String: String] = [:]) {
    self.entries = entries
    self.keys = keys
  }

  /// In the order in which Go ranges over them: by the bytes of their names.
  var sorted: [(key: String, value: Value)] {
    entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }
}
