/// Reads `failures`: the name of a contract, or an object with more about it.
struct FailureReader {
  private static let contracts = ["krakend", "problem+json"]
  /// The most bytes of a backend's content that an error may carry.
  private static let bodyLimit = 64 << 10

  private let own: Section?

  init(_ own: Section?) { self.own = own }

  /// What is set, or else what holds already.
  func read(or inherited: FailureSettings) -> FailureSettings {
    guard let own, let value = own.node("failures") else { return inherited }
    switch value.node.value {
    case .object:
      return read(Section(value, KnownKeys.dragomanFailures, own.sink), inherited)
    case .string(let name):
      var settings = inherited
      settings.isProblem = name == "problem+json"
      guard !FailureReader.contracts.contains(name) else { return settings }
      own.sink.error(
        "unknown failures \"\(name)\"", at: value,
        suggestion: Section.suggestion(name, among: FailureReader.contracts))
    default:
      own.sink.error(
        "`failures` must be a string or an object, not \(value.node.noun)", at: value,
        suggestion: "write \"problem+json\"")
    }
    return inherited
  }

  private func read(_ section: Section, _ inherited: FailureSettings) -> FailureSettings {
    var settings = inherited
    if let contract = section.strictChoice("contract") {
      settings.isProblem = contract == "problem+json"
    }
    settings.showsDetail = section.boolean("show_detail") ?? inherited.showsDetail
    settings.backendBody =
      section.integer("backend_body", 0...FailureReader.bodyLimit) ?? inherited.backendBody
    for key in ["show_detail", "backend_body"] where !settings.isProblem {
      guard let value = section.node(key) else { continue }
      section.sink.warning(
        "`\(key)` has no effect with the contract `krakend`", at: value,
        suggestion: "add \"contract\": \"problem+json\"")
    }
    return settings
  }
}
