import Document

/// Convenient reading of small documents in tests.
extension Document {
  static func make(_ text: String) throws -> Document { try scan(Array(text.utf8), .firstValue) }

  func member(_ name: String, of node: Int) -> Int? { value(of: Array(name.utf8), in: node) }

  func text(_ node: Int) -> String { String(decoding: string(at: node), as: UTF8.self) }

  func text(_ name: String, of node: Int) -> String? { member(name, of: node).map(text) }

  func texts(_ name: String, of node: Int) -> [String] {
    member(name, of: node).map { elements(of: $0).map(text) } ?? []
  }

  func number(_ name: String, of node: Int) -> Int? {
    member(name, of: node).flatMap { Int(String(decoding: slice(of: $0), as: UTF8.self)) }
  }

  /// The value as one text: equal texts are equal values, numbers by their text. Of twins the last
  /// one counts. `{"num": "1.0"}` is a number if the flag is set.
  func canonical(_ node: Int = 0, numbers: Bool = false) -> String {
    switch kind(of: node) {
    case .object:
      if numbers, let number = member("num", of: node), count(of: node) == 1 {
        return text(number)
      }
      var values: [String: String] = [:]
      for member in members(of: node) {
        values[text(member.name)] = canonical(member.value, numbers: numbers)
      }
      let members = values.sorted { $0.key < $1.key }.map {
        "\($0.key.debugDescription):\($0.value)"
      }
      return "{" + members.joined(separator: ",") + "}"
    case .array:
      let items = elements(of: node).map { canonical($0, numbers: numbers) }
      return "[" + items.joined(separator: ",") + "]"
    case .string: return text(node).debugDescription
    default: return String(decoding: slice(of: node), as: UTF8.self)
    }
  }

  /// Whether an object somewhere has two members of one name.
  func hasTwins(_ node: Int = 0) -> Bool {
    var names: Set<String> = []
    for member in members(of: node) {
      if !names.insert(text(member.name)).inserted || hasTwins(member.value) { return true }
    }
    return elements(of: node).contains { hasTwins($0) }
  }
}
