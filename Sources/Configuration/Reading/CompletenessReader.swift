/// Reads `completeness`: a word, or an object with `default`.
struct CompletenessReader {
  private static let words = ["required", "optional"]

  private let own: Section

  init(_ own: Section) { self.own = own }

  func read() -> CompletenessSetting {
    guard let value = own.node("completeness") else { return .counted }
    switch value.node.value {
    case .string("required"): return .required
    case .string("optional"): return .optional
    case .string("default"):
      own.sink.error(
        "a `default` needs its value", at: value, suggestion: "write {\"default\": …}")
    case .string(let word):
      own.sink.error(
        "unknown completeness \"\(word)\"", at: value,
        suggestion: Section.suggestion(word, among: CompletenessReader.words))
    case .object:
      let section = Section(value, KnownKeys.dragomanCompleteness, own.sink)
      if let json = section.node("default")?.node.json { return .replaced(json) }
      own.sink.error(
        "`completeness` as an object needs `default`, and not null", at: value,
        suggestion: "write \"optional\" for nothing in place of the answer")
    default:
      own.sink.error(
        "`completeness` must be a string or an object, not \(value.node.noun)", at: value,
        suggestion: "write \"required\", \"optional\" or {\"default\": …}")
    }
    return .counted
  }
}
