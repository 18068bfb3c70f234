/// Reads `backend/graphql`, and what a backend's other keys mean beside it.
struct GraphQLBackendReader {
  private let section: Section
  private let sink: DiagnosticSink
  private let endpoint: EndpointConfiguration

  init(_ section: Section, _ endpoint: EndpointConfiguration) {
    self.section = section
    self.endpoint = endpoint
    sink = section.sink
  }

  func read(into backend: inout BackendConfiguration) {
    var settings = GraphQLBackendConfiguration(location: section.location)
    settings.kind = kind()
    readDocument(into: &settings)
    settings.operationName = section.string("operationName") ?? ""
    settings.operationNameLocation = section.location(of: "operationName")
    settings.usesGET = word("method") == "get"
    settings.variables = variables()
    settings.sources = sources()
    if let path = section.string("schema_path"), !path.isEmpty {
      settings.schema = WrittenText(
        text: sink.options.path(path), location: section.location(of: "schema_path"))
    }
    settings.pushesDown = section.boolean("push_down") ?? false
    readErrors(into: &settings)
    backend.graphQL = settings
    // GQL-2: neither the endpoint nor the backend says how it is sent.
    backend.method = settings.usesGET ? "GET" : "POST"
  }

  /// GQL-1, but for what the reference does about a kind that it does not know: it calls the
  /// backend by plain HTTP.
  private func kind() -> GraphQLBackendConfiguration.Kind {
    if let kind = word("type").flatMap(GraphQLBackendConfiguration.Kind.init) { return kind }
    if !section.has("type") {
      sink.error(
        "`backend/graphql` needs `type`", at: section.value,
        suggestion: #"write "query" or "mutation""#)
    }
    return .query
  }

  /// One of the words that the key's table lists, in any case; any other is a mistake.
  private func word(_ key: String) -> String? {
    guard let text = section.string(key), let value = section.node(key) else { return nil }
    let names = (section.place.key(named: key)?.choices ?? []).map(\.name)
    if names.contains(text.lowercased()) { return text.lowercased() }
    sink.error(
      "unknown \(key) \"\(text)\"", at: value, suggestion: Section.suggestion(text, among: names))
    return nil
  }

  private func readDocument(into settings: inout GraphQLBackendConfiguration) {
    if let written = section.string("query_path"), !written.isEmpty {
      let path = sink.options.path(written)
      settings.documentPath = path
      settings.documentLocation = section.location(of: "query_path")
      do throws(SourceFile.Failure) {
        settings.document = try SourceFile.read(path)
      } catch {
        sink.report(
          .mistake(at: settings.documentLocation, "query_path '\(path)': \(error.reason)"))
      }
    } else if let text = section.string("query"), !text.isEmpty {
      settings.documentLocation = section.location(of: "query")
      settings.document = Array(text.utf8)
    } else if !["query", "query_path"].contains(where: hasMistake) {
      sink.error(
        "`backend/graphql` needs `query`, the document, or `query_path`, its file",
        at: section.value)
    }
  }

  /// Whether a key has been complained about.
  private func hasMistake(_ key: String) -> Bool {
    guard let value = section.node(key) else { return section.has(key) }
    return Loose.string(value.node) == nil
  }

  /// GQL-3: in the order of their names.
  private func variables() -> [GraphQLBackendConfiguration.Variable] {
    guard let object = section.node("variables") else { return [] }
    guard case .object(let members) = object.node.value else {
      sink.error("`variables` must be an object, not \(object.node.noun)", at: object)
      return []
    }
    return members.map { member in
      let value = LocatedNode(
        node: member.value, pointer: JSONPointer.child(object.pointer, member.key))
      return GraphQLBackendConfiguration.Variable(
        name: member.key, value: RequestReader.value(of: value, in: "variables", sink),
        location: sink.location(value))
    }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private func sources() -> [GraphQLBackendConfiguration.Source]? {
    guard section.node("from") != nil else { return nil }
    var sources: [GraphQLBackendConfiguration.Source] = []
    for text in section.texts("from") {
      guard let source = GraphQLBackendConfiguration.Source(rawValue: text.text) else {
        let names = GraphQLBackendConfiguration.Source.allCases.map(\.rawValue)
        sink.error(
          "variables do not come from \"\(text.text)\"", at: text.value,
          suggestion: Section.suggestion(text.text, among: names))
        continue
      }
      if !sources.contains(source) { sources.append(source) }
    }
    return sources
  }

  private func readErrors(into settings: inout GraphQLBackendConfiguration) {
    guard let value = section.node("errors") else { return }
    switch value.node.value {
    case .object:
      let errors = Section(value, KnownKeys.graphQLErrors, sink)
      settings.errors = errors.strictChoice("policy").flatMap(policy) ?? .fail
      settings.errorStatus = errors.integer("status", 400...599) ?? 502
      if let name = errors.string("name"), !name.isEmpty { settings.errorsName = name }
    case .string(let name):
      if let policy = policy(name) {
        settings.errors = policy
      } else {
        let names = GraphQLBackendConfiguration.ErrorPolicy.allCases.map(\.rawValue)
        sink.error(
          "unknown errors \"\(name)\"", at: value,
          suggestion: Section.suggestion(name, among: names)
        )
      }
    default:
      sink.error(
        "`errors` must be a string or an object, not \(value.node.noun)", at: value,
        suggestion: #"write "pass", "fail", "partial" or "ignore""#)
    }
  }

  private func policy(_ name: String) -> GraphQLBackendConfiguration.ErrorPolicy? {
    GraphQLBackendConfiguration.ErrorPolicy(rawValue: name)
  }
}
