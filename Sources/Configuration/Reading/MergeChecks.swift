/// Whether two backends write one member, and nothing says which of them wins. Only what is written
/// down is looked at: two groups of one name, fields that both allow or rename to, two lists that
/// both go under `collection`. A sequence has an order.
struct MergeChecks {
  private let endpoint: EndpointConfiguration
  private let backends: [Section]
  private let own: Section?

  init(_ endpoint: EndpointConfiguration, _ backends: [Section], _ own: Section?) {
    self.endpoint = endpoint
    self.backends = backends
    self.own = own
  }

  func report() {
    let answering = endpoint.backends.filter { !$0.isShadow }
    if let setting = own?.node("merge"), answering.count < 2 {
      own?.sink.warning("`merge` has no effect: there is one backend", at: setting)
    }
    for (index, backend) in endpoint.backends.enumerated() {
      checkOptional(backend, backends[index], isAlone: answering.count < 2)
    }
    guard endpoint.merge.name == MergeSetting.arrival, !endpoint.isSequential, answering.count > 1
    else { return }
    checkCollisions()
  }

  /// What may be absent has to have something beside it.
  private func checkOptional(_ backend: BackendConfiguration, _ section: Section, isAlone: Bool) {
    guard backend.completeness == .optional, isAlone, !backend.isShadow else { return }
    section.sink.warning(
      "`completeness` \"optional\" has no effect: without its only backend the endpoint fails",
      at: section.value)
  }

  private func checkCollisions() {
    var writers: [String: Int] = [:]
    for (index, backend) in endpoint.backends.enumerated() where !backend.isShadow {
      for written in MergeChecks.written(by: backend) {
        guard let first = writers[written.name] else {
          writers[written.name] = index
          continue
        }
        guard first != index else { continue }
        let section = backends[index]
        section.sink.warning(
          "backends \(first) and \(index) both write \"\(written.name)\": "
            + "the one that answers last wins", at: section.node(written.key) ?? section.value,
          suggestion: "set `merge` in `dragoman/endpoint`, or give them groups")
      }
    }
  }

  /// The top-level members that the configuration says a backend writes, and the key that says so.
  private static func written(
    by backend: BackendConfiguration
  ) -> [(name: String, key: String)] {
    if backend.encoding == .noOp { return [] }
    if !backend.group.isEmpty { return [(backend.group, "group")] }
    guard backend.flatmap.isEmpty else { return [] }
    var names: [(name: String, key: String)] = []
    if !backend.allow.isEmpty {
      for path in backend.allow {
        var name = head(of: path)
        while name.hasSuffix("[]") { name.removeLast(2) }
        let renamed = backend.mapping.first { $0.from == name }
        names.append(
          (renamed.map { head(of: $0.to) } ?? name, renamed == nil ? "allow" : "mapping"))
      }
    } else if backend.isCollection, !backend.takesAnyRoot, backend.target.isEmpty,
      [.json, .fastJSON, .yaml].contains(backend.encoding)
    {
      let renamed = backend.mapping.first { $0.from == "collection" }
      names.append((renamed.map { head(of: $0.to) } ?? "collection", "is_collection"))
    }
    var seen: Set<String> = []
    return names.filter { !$0.name.isEmpty && seen.insert($0.name).inserted }
  }

  private static func head(of name: String) -> String { String(name.prefix { $0 != "." }) }
}
