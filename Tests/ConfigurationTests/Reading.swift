import Configuration

/// A reading of a text, for tests.
struct Reading {
  var configuration: ServiceConfiguration?
  var diagnostics: [Diagnostic]

  init(
    _ text: String, _ format: ConfigurationReader.Format = .json, allowUnsupported: Bool = false
  ) {
    (configuration, diagnostics) = ConfigurationReader.read(
      text: text, name: "krakend.json", format: format,
      options: ReadingOptions(allowUnsupported: allowUnsupported))
  }

  /// A service with these members beside `version`.
  static func service(_ members: String, allowUnsupported: Bool = false) -> Reading {
    Reading(
      "{\"version\": 3, \"endpoints\": [\(plainEndpoint)]\(members.isEmpty ? "" : ", ")\(members)}",
      allowUnsupported: allowUnsupported)
  }

  /// A service with one endpoint of these members.
  static func endpoint(_ members: String, root: String = "", allow: Bool = false) -> Reading {
    Reading(
      "{\"version\": 3, \(root) \"endpoints\": [{\(members)}]}", allowUnsupported: allow)
  }

  /// A service with one endpoint `/a/{id}` with one backend of these members.
  static func backend(_ members: String, root: String = "", allow: Bool = false) -> Reading {
    endpoint("\"endpoint\": \"/a/{id}\", \"backend\": [{\(members)}]", root: root, allow: allow)
  }

  static let plainEndpoint =
    #"{"endpoint": "/plain", "backend": [{"host": ["b.local"], "url_pattern": "/"}]}"#
  static let plainBackend = #""backend": [{"host": ["b.local"], "url_pattern": "/"}]"#

  /// The endpoint, or a failure of the test that shows why there is none.
  var endpoint: EndpointConfiguration? { configuration?.endpoints.first }
  var backend: BackendConfiguration? { endpoint?.backends.first }
  var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
  var warnings: [Diagnostic] { diagnostics.filter { $0.severity == .warning } }
  var messages: [String] { diagnostics.map(\.message) }
  var lines: [String] { diagnostics.map(\.text) }
}
