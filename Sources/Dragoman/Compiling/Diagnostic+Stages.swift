import Configuration
import Endpoints
import Shaping

// What the stages find wrong, at its place in the file.
extension Diagnostic {
  /// A problem of shaping. An operation has a place of its own; else it is the backend's.
  static func shaping(
    _ problem: ShapingProblem, _ flatmap: [Configuration.FlatmapOperation],
    at location: SourceLocation
  ) -> Diagnostic {
    var location = location
    if case .operation(let index) = problem.place, index < flatmap.count {
      location = flatmap[index].location
    }
    return Diagnostic(
      problem.isFatal ? .error : .warning, at: location, problem.subject + problem.message)
  }

  /// A call that cannot be compiled.
  static func call(_ error: CallDefinitionError, _ backend: BackendConfiguration) -> Diagnostic {
    switch error {
    case .malformedEscape(let offset):
      .mistake(
        at: backend.patternLocation,
        "url_pattern: the '%' at byte \(offset) is not followed by two hexadecimal digits",
        suggestion: "write %25 for a percent sign")
    case .controlCharacter(let offset):
      .mistake(
        at: backend.patternLocation, "url_pattern: a control character at byte \(offset)")
    case .invalidHeaderName(let name):
      .mistake(at: backend.location, "'\(name)' is no name of a header")
    }
  }
}

extension ShapingProblem {
  fileprivate var subject: String {
    switch place {
    case .allow: "allow: "
    case .deny: "deny: "
    case .mapping: "mapping: "
    case .rename(let index): "mapping, entry \(index): "
    case .operation: ""
    }
  }
}

extension Configuration.FlatmapOperation {
  /// The operation as the shaping stage takes it.
  var operation: Shaping.FlatmapOperation {
    Shaping.FlatmapOperation(kind.rawValue, arguments)
  }
}
