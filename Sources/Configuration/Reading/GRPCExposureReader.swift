import Bytes

/// Reads an entry of `expose`.
struct GRPCExposureReader {
  /// What the annotations say, and nobody else.
  private static let annotated = [
    "endpoint": ["endpoint", "method", "backend"], "backend": ["url_pattern"],
  ]

  private let section: Section
  private let sink: DiagnosticSink
  private let service: ServiceConfiguration
  private let order: OutputOrder

  init(_ section: Section, _ service: ServiceConfiguration, _ order: OutputOrder) {
    self.section = section
    self.service = service
    self.order = order
    sink = section.sink
  }

  func read() -> GRPCExposure {
    let selections = selections()
    return GRPCExposure(
      location: section.location, selections: selections, methods: methods(selections),
      prefix: prefix(), template: template())
  }

  private func selections() -> [GRPCExposure.Selection] {
    let names = section.texts("service")
    if names.isEmpty, section.node("service")?.items.isEmpty ?? true {
      sink.error(
        "an entry of `expose` needs `service`", at: section.value,
        suggestion: #"write "package.Service", or "*" for all that have annotations"#)
    }
    return names.compactMap { name in
      guard let services = GRPCExposureReader.services(name.text) else {
        sink.error(
          "no service can be named \"\(name.text)\"", at: name.value,
          suggestion: #"write "package.Service", "package.*" or "*""#)
        return nil
      }
      return GRPCExposure.Selection(services: services, location: sink.location(name.value))
    }
  }

  private static func services(_ text: String) -> GRPCExposure.Services? {
    if text == "*" { return .all }
    if text.hasSuffix(".*") {
      let package = text.dropLast(2)
      return GRPCMethodPath.isFullName(package) ? .package(String(package)) : nil
    }
    return GRPCMethodPath.isFullName(text[...]) ? .named(text) : nil
  }

  private func methods(_ selections: [GRPCExposure.Selection]) -> [WrittenText] {
    section.texts("methods").compactMap { name in
      if GRPCMethodPath.isName(name.text[...]) {
        return WrittenText(text: name.text, location: sink.location(name.value))
      }
      let last = name.text.split { $0 == "/" || $0 == "." }.last
      sink.error(
        "no method can be named \"\(name.text)\"", at: name.value,
        suggestion: last.flatMap {
          GRPCMethodPath.isName($0) ? "write \"\($0)\", the name alone" : nil
        })
      return nil
    }
  }

  /// Segments of plain text: what stands in a path without being encoded.
  private func prefix() -> String {
    guard let text = section.string("prefix"), let value = section.node("prefix") else { return "" }
    var path = text[...]
    while path.last == "/" { path.removeLast() }
    if path.isEmpty { return "" }
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = segments.dropFirst().allSatisfy { segment in
      !["", ".", ".."].contains(segment) && segment.utf8.allSatisfy(GRPCExposureReader.isPlain)
    }
    guard path.first == "/", isPlain else {
      sink.error(
        "`prefix` must be a path of plain segments, not \"\(text)\"", at: value,
        suggestion: #"write one such as "/api/v1""#)
      return ""
    }
    return String(path)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || "-._~".utf8.contains(byte)
  }

  private func template() -> EndpointConfiguration {
    let endpoint = part("endpoint", KnownKeys.endpoint)
    let backend = part("backend", KnownKeys.backend)
    let reader = EndpointReader(endpoint, service, order, exposing: backend)
    var template = reader.whole()
    // The annotations and the message say which parameters there are, and which values.
    if !endpoint.has("input_query_strings") { template.inputQueryStrings = ["*"] }
    return template
  }

  /// An object of the entry; an empty one where the entry has none.
  private func part(_ key: String, _ place: KeyPlace) -> Section {
    let empty = LocatedNode(
      node: ConfigurationNode(value: .object([]), position: section.value.node.position),
      pointer: section.value.pointer)
    guard let part = section.section(key, place) else { return Section(empty, place, sink) }
    for name in GRPCExposureReader.annotated[key] ?? [] {
      guard let value = part.node(name) else { continue }
      sink.error(
        "`\(name)` has no place in `\(key)` of `expose`: the annotations say it", at: value,
        suggestion: name == "backend" ? "write `backend` beside `endpoint`" : nil)
    }
    return part
  }
}
