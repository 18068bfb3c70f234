import Bytes

extension Section {
  func string(_ key: String) -> String? {
    guard let value = node(key) else { return nil }
    if let text = Loose.string(value.node) { return text }
    sink.error("`\(key)` must be a string, not \(value.node.noun)", at: value)
    return nil
  }

  func boolean(_ key: String) -> Bool? {
    guard let value = node(key) else { return nil }
    if let flag = Loose.boolean(value.node) { return flag }
    sink.error(
      "`\(key)` must be true or false, not \(Section.shown(value.node))", at: value,
      suggestion: Section.booleanSuggestion(value.node))
    return nil
  }

  private static func booleanSuggestion(_ node: ConfigurationNode) -> String? {
    switch Loose.string(node)?.lowercased() {
    case "yes", "on": "write true"
    case "no", "off": "write false"
    default: nil
    }
  }

  /// A whole number within a range.
  func integer(_ key: String, _ range: ClosedRange<Int> = 0...Int.max) -> Int? {
    guard let value = node(key) else { return nil }
    guard let number = Loose.integer(value.node) else {
      let standard = Int(place.key(named: key)?.standard ?? "") ?? 0
      sink.error(
        "`\(key)` must be a whole number, not \(Section.shown(value.node))", at: value,
        suggestion: standard > 0 ? "write one such as \(standard)" : nil)
      return nil
    }
    guard range.contains(number) else {
      let bounds =
        range.upperBound == .max
        ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      sink.error("`\(key)` must be \(bounds), not \(number)", at: value)
      return nil
    }
    return number
  }

  /// A length of time (CFG-4). A bare number counts nanoseconds, which is seldom meant.
  func duration(_ key: String, allowNegative: Bool = false) -> Nanoseconds? {
    guard let value = node(key), let length = length(of: value, key) else { return nil }
    guard length >= 0 || allowNegative else {
      sink.error("`\(key)` must not be negative", at: value)
      return nil
    }
    return length
  }

  private func length(of value: LocatedNode, _ key: String) -> Nanoseconds? {
    switch value.node.value {
    case .string(let text):
      if let length = GoDuration.parse(text) { return length }
      sink.error(
        "`\(key)` must be a duration, not \"\(text)\"", at: value,
        suggestion: GoDuration.suggestion(for: text))
      return nil
    case .number(let text):
      guard let number = Loose.integer(value.node) else {
        sink.error("`\(key)` must be a duration, not \(text)", at: value)
        return nil
      }
      if number != 0, abs(number) < 1_000_000 {
        sink.warning(
          "`\(key)` is \(number) nanoseconds: a number without a unit counts nanoseconds",
          at: value, suggestion: "did you mean \"\(number)ms\"?")
      }
      return Int64(number)
    default:
      sink.error("`\(key)` must be a duration, not \(value.node.noun)", at: value)
      return nil
    }
  }

  /// One of the words that the key's table lists. A word that is unknown, or known and not
  /// supported yet, is reported and returned.
  func choice(_ key: String, ignoringCase: Bool = false) -> String? {
    guard let text = string(key), let value = node(key) else { return nil }
    let choices = place.key(named: key)?.choices ?? []
    let match = choices.first {
      ignoringCase ? $0.name.lowercased() == text.lowercased() : $0.name == text
    }
    guard let match else {
      if !text.isEmpty { reportUnknown(text, key, choices, at: value) }
      return text
    }
    if match.state == .later {
      sink.notSupportedYet("\(key) \"\(match.name)\" (\(match.meaning))", at: value)
    }
    return match.name
  }

  /// The word under a key if it is one of those that somebody has added.
  func added(_ key: String, of names: Set<String>) -> String? {
    guard !names.isEmpty, let value = node(key), let text = Loose.string(value.node) else {
      return nil
    }
    return names.contains(text) ? text : nil
  }

  /// One of the words that the key's table lists; any other is a mistake. For keys of our own,
  /// which no working configuration has otherwise.
  func strictChoice(_ key: String) -> String? {
    guard let text = string(key), let value = node(key) else { return nil }
    let names = (place.key(named: key)?.choices ?? []).map(\.name)
    if names.contains(text) { return text }
    sink.error(
      "unknown \(key) \"\(text)\"", at: value,
      suggestion: Section.suggestion(text, among: names))
    return nil
  }

  static func suggestion(_ text: String, among names: [String]) -> String {
    Spelling.nearest(to: text, among: names).map { "did you mean \"\($0)\"?" }
      ?? "known are \(names.joined(separator: ", "))"
  }

  private func reportUnknown(
    _ text: String, _ key: String, _ choices: [KnownKey.Choice], at value: LocatedNode
  ) {
    sink.warning(
      "unknown \(key) \"\(text)\"", at: value,
      suggestion: Section.suggestion(text, among: choices.map(\.name)))
  }

  /// A value in a message: texts and numbers themselves, all else by its kind.
  static func shown(_ node: ConfigurationNode) -> String {
    switch node.value {
    case .string(let text): "\"\(text)\""
    case .number(let text): text
    default: node.noun
    }
  }
}
