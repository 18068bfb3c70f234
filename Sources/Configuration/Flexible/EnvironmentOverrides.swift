import Bytes

/// `KRAKEND_…` variables: values of the root (CFG-10, CFG-11).
struct EnvironmentOverrides {
  private static let prefix = "KRAKEND_"

  private let variables: [(name: String, value: String)]

  init(_ environment: [String: String]) {
    variables = environment.filter { $0.key.hasPrefix(EnvironmentOverrides.prefix) }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The root with what the variables say, whether or not the file has the key.
  func applied(to root: ConfigurationNode, _ sink: DiagnosticSink) -> ConfigurationNode {
    guard case .object(var members) = root.value else { return root }
    for (variable, value) in variables {
      let name = variable.dropFirst(EnvironmentOverrides.prefix.count).lowercased()
      guard let key = KnownKeys.service.key(named: name) else {
        reportUnknown(variable, name, sink)
        continue
      }
      guard isFit(value, for: key) else {
        reportUnfit(variable, value, key, sink)
        continue
      }
      let node = ConfigurationNode(value: .string(value), position: .wholeFile)
      members.removeAll { $0.key.lowercased() == name }
      members.append(.init(key: key.name, position: .wholeFile, value: node))
      sink.overridden["/\(key.name)"] = variable
    }
    return ConfigurationNode(value: .object(members), position: root.position)
  }

  /// Whether the text is a value of the key: `KRAKEND_PORT=tcp://…`, which container platforms set
  /// for a service of that name, is none.
  private func isFit(_ text: String, for key: KnownKey) -> Bool {
    let node = ConfigurationNode(value: .string(text), position: .wholeFile)
    switch key.type {
    case .string, .strings: return true
    case .integer: return Loose.integer(node) != nil
    case .boolean: return Loose.boolean(node) != nil
    case .duration: return GoDuration.parse(text) != nil
    case .integers, .objects, .object, .any: return false
    }
  }

  private func reportUnfit(
    _ variable: String, _ value: String, _ key: KnownKey, _ sink: DiagnosticSink
  ) {
    let isScalar = ![.integers, .objects, .object, .any].contains(key.type)
    report(
      isScalar
        ? "\(variable) is ignored: \"\(value)\" is no \(key.type.rawValue) for `\(key.name)`"
        : "\(variable) is ignored: `\(key.name)` cannot be set by a variable",
      suggestion: isScalar
        ? "unset it, or write \(key.type == .duration ? "a duration such as 2s" : "one")" : nil,
      sink)
  }

  private func reportUnknown(_ variable: String, _ name: String, _ sink: DiagnosticSink) {
    guard !isOfPlatform(name) else { return }
    let near = Spelling.nearest(to: name, among: KnownKeys.service.keys.map(\.name))
    report(
      "\(variable) sets nothing: the root has no key `\(name)`",
      suggestion: near.map {
        "did you mean \(EnvironmentOverrides.prefix)\($0.uppercased())?"
      }, sink)
  }

  /// What Kubernetes and Docker links set for a service called krakend.
  private func isOfPlatform(_ name: String) -> Bool {
    name.hasPrefix("service_host") || name.hasPrefix("service_port")
      || name.hasPrefix("port_") && (name.contains("_tcp") || name.contains("_udp"))
  }

  private func report(_ message: String, suggestion: String?, _ sink: DiagnosticSink) {
    sink.report(
      Diagnostic(
        .warning, at: SourceLocation(sink.file, .wholeFile, ""), message, suggestion: suggestion))
  }
}
