import Configuration
import GraphQL

/// Whether the fields that the shaping of a GraphQL answer names can be in it, by what the
/// operation selects. What cannot is a warning: it does nothing.
struct GraphQLFieldCheck {
  private let backend: BackendConfiguration
  private let shape: ResponseShape
  private(set) var diagnostics: [Diagnostic] = []

  init(_ backend: BackendConfiguration, _ shape: ResponseShape) {
    self.backend = backend
    self.shape = shape
    checkTarget()
    guard backend.flatmap.isEmpty else { return }
    let isAllow = !backend.allow.isEmpty
    // FMT-2: beside `allow` there is no `deny`.
    for path in isAllow ? backend.allow : backend.deny {
      check(
        path, of: isAllow ? "allow" : "deny", isAllow ? backend.allowLocation : backend.denyLocation
      )
    }
    for rename in backend.mapping { check(rename.from, of: "mapping", rename.location) }
  }

  private mutating func checkTarget() {
    guard !backend.target.isEmpty, let fault = fault(GraphQLFieldCheck.names(backend.target)) else {
      return
    }
    diagnostics.append(
      Diagnostic(
        .warning, at: backend.targetLocation,
        "target \"\(backend.target)\" gives an empty answer: \(fault)"))
  }

  private mutating func check(
    _ path: String, of key: String, _ location: Configuration.SourceLocation
  ) {
    let target = backend.target.isEmpty ? [] : GraphQLFieldCheck.names(backend.target)
    // What a target that leads nowhere leaves has been said.
    guard fault(target) == nil, let fault = fault(target + GraphQLFieldCheck.names(path)) else {
      return
    }
    diagnostics.append(
      Diagnostic(.warning, at: location, "\(key) \"\(path)\" has no effect: \(fault)"))
  }

  /// Why an answer cannot have something at a path from its root; nil if it can.
  private func fault(_ path: [String]) -> String? {
    guard let root = path.first else { return nil }
    guard root != "data" else { return shape.fault(at: Array(path.dropFirst()))?.description }
    guard !["errors", "extensions"].contains(root) else { return nil }
    let isField = shape.names(at: [])?.contains(root) ?? false
    return "a GraphQL answer has no '\(root)' at its root, but 'data' and 'errors'"
      + (isField ? "; did you mean 'data.\(path.joined(separator: "."))'?" : "")
  }

  /// The names of a path; whether a list is meant is not looked at.
  static func names(_ path: String) -> [String] {
    path.split(separator: ".", omittingEmptySubsequences: false).map { name in
      var name = name
      while name.hasSuffix("[]") { name = name.dropLast(2) }
      return String(name)
    }
  }
}
