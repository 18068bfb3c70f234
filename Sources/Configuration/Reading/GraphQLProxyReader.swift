import Bytes

/// Reads `backend/graphql` of the type `proxy`.
struct GraphQLProxyReader {
  /// The keys that only a proxy has.
  static let own = ["operations", "max_depth", "max_fields", "introspection", "max_batch"]

  private let section: Section
  private let sink: DiagnosticSink
  private let endpoint: EndpointConfiguration

  init(_ section: Section, _ endpoint: EndpointConfiguration) {
    self.section = section
    self.endpoint = endpoint
    sink = section.sink
  }

  /// Whether the type is `proxy`, in any case.
  static func isProxy(_ section: Section) -> Bool {
    guard let type = section.node("type") else { return false }
    return Loose.string(type.node)?.lowercased() == "proxy"
  }

  func read(into backend: inout BackendConfiguration) {
    var settings = GraphQLProxyConfiguration(location: section.location)
    settings.operations = operations()
    settings.maxDepth = section.integer("max_depth", 1...100)
    settings.maxFields = section.integer("max_fields", 1...1_000_000)
    settings.allowsIntrospection = section.boolean("introspection") ?? true
    settings.maxBatch = section.integer("max_batch", 1...1000)
    backend.graphQLProxy = settings
    backend.method = endpoint.method
  }

  /// An empty list would let nothing pass, or everything: nobody can tell what is meant.
  private func operations() -> [GraphQLProxyConfiguration.Operation] {
    guard let list = section.node("operations") else { return [] }
    var operations: [GraphQLProxyConfiguration.Operation] = []
    for text in section.texts("operations") {
      guard let operation = GraphQLProxyConfiguration.Operation(text.text) else {
        sink.error(
          "\"\(text.text)\" in `operations` is no operation", at: text.value,
          suggestion: "write its name, or sha256: and the 64 hexadecimal digits of its hash")
        continue
      }
      if !operations.contains(operation) { operations.append(operation) }
    }
    if list.items.isEmpty {
      sink.error(
        "`operations` lists no operation", at: list,
        suggestion: "leave it out to let all operations pass")
    }
    return operations
  }
}

extension GraphQLProxyConfiguration.Operation {
  /// `Name` or `sha256:` with 64 hexadecimal digits; nil for anything else.
  init?(_ text: String) {
    let prefix = "sha256:"
    if text.hasPrefix(prefix) {
      let digits = text.dropFirst(prefix.count)
      let isHash = digits.utf8.allSatisfy { ASCII.hexadecimalValue($0) != nil }
      guard digits.utf8.count == 64, isHash else { return nil }
      self = .hash(digits.lowercased())
      return
    }
    let isName = text.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x5F }
    guard let first = text.utf8.first, isName, !ASCII.isDigit(first) else { return nil }
    self = .name(text)
  }
}
