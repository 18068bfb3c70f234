/// What the keys of `dragoman/backend` do to other settings, and those to them.
struct OwnBackendChecks {
  private let own: Section
  private let section: Section
  private let backend: BackendConfiguration
  private let endpoint: EndpointConfiguration

  init(
    _ own: Section, _ section: Section, _ backend: BackendConfiguration,
    _ endpoint: EndpointConfiguration
  ) {
    self.own = own
    self.section = section
    self.backend = backend
    self.endpoint = endpoint
  }

  func report() {
    checkCompleteness()
    checkRoot()
  }

  private func checkCompleteness() {
    guard let value = own.node("completeness"), backend.completeness != .counted else { return }
    if backend.isShadow {
      return own.sink.warning("`completeness` has no effect: the backend is a shadow", at: value)
    }
    if backend.returnErrorDetails != nil {
      return own.sink.error(
        "`completeness` and `return_error_details` exclude each other", at: value,
        suggestion: "with the details, a failure is an answer: remove one of the two")
    }
    if case .replaced(let json) = backend.completeness, backend.group.isEmpty,
      !backend.takesAnyRoot, json.first != 0x7B
    {
      own.sink.error(
        "the `default` must be an object: the backend has no `group`", at: value,
        suggestion: "add `group`, or write an object")
    }
  }

  private func checkRoot() {
    guard backend.takesAnyRoot, let value = own.node("root") else { return }
    switch backend.encoding {
    case .json, .fastJSON, .safeJSON, .yaml: break
    case .xml, .rss, .string, .noOp:
      own.sink.warning(
        "`root` has no effect with the encoding `\(backend.encoding.rawValue)`", at: value)
    }
    if backend.isCollection, let flag = section.node("is_collection") {
      own.sink.warning("`is_collection` has no effect beside `root`", at: flag)
    }
  }
}
