/// How an endpoint's answers are written (REN-1 to REN-8).
public enum OutputEncoding: String, Sendable {
  /// JSON.
  case json
  /// JSON, under its Enterprise name.
  case fastJSON = "fast-json"
  /// The list under `collection` as JSON.
  case jsonCollection = "json-collection"
  /// The text under `content`.
  case string
  /// The backend's answer as it is.
  case noOp = "no-op"
  /// XML.
  case xml
  /// YAML.
  case yaml
  /// JSON, XML or YAML, as `Accept` asks.
  case negotiate
}

/// How a backend's answers are read (DEC-1 to DEC-6).
public enum BackendEncoding: String, Sendable {
  /// JSON with an object, or with `is_collection` a list, at its root.
  case json
  /// JSON with any root.
  case safeJSON = "safejson"
  /// JSON, under its Enterprise name.
  case fastJSON = "fast-json"
  /// The body as a text.
  case string
  /// Not at all.
  case noOp = "no-op"
  /// XML.
  case xml
  /// RSS, Atom and JSON feeds.
  case rss
  /// YAML.
  case yaml
}

/// The order of members in JSON answers.
public enum OutputOrder: String, Sendable {
  /// As the backends sent them.
  case received
  /// By name, escaped as KrakenD does: for those who compare bytes.
  case sorted
}
