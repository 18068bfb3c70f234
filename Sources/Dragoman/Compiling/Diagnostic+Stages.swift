import Configuration
import Endpoints
import Shaping

// What the stages find wrong, at its place in the file.
extension Diagnostic {
  /// A problem of a backend's shaping, at the setting that it is about.
  static func shaping(_ problem: ShapingProblem, _ backend: BackendConfiguration) -> Diagnostic {
    let location =
      switch problem.place {
      case .allow: backend.allowLocation
      case .target: backend.targetLocation
      case .deny: backend.denyLocation
      case .mapping: backend.mappingLocation
      case .rename(let index):
        index < backend.mapping.count ? backend.mapping[index].location : backend.mappingLocation
      case .operation(let index):
        index < backend.flatmap.count ? backend.flatmap[index].location : backend.location
      }
    return shaping(problem, at: location)
  }

  /// A problem of an endpoint's flatmap.
  static func shaping(_ problem: ShapingProblem, _ endpoint: EndpointConfiguration) -> Diagnostic {
    if case .operation(let index) = problem.place, index < endpoint.flatmap.count {
      return shaping(problem, at: endpoint.flatmap[index].location)
    }
    return shaping(problem, at: endpoint.location)
  }

  private static func shaping(
    _ problem: ShapingProblem, at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
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
    case .invalidReference(let mistake): .reference(mistake, at: backend.patternLocation)
    case .omissionInPath(let reference):
      .mistake(
        at: backend.patternLocation,
        "{\(reference)} may come to nothing, and the path would lead elsewhere",
        suggestion: "give it a default behind the question mark, or none of both")
    case .invalidHeaderName(let name):
      .mistake(at: backend.location, "'\(name)' is no name of a header")
    }
  }
}

extension ShapingProblem {
  fileprivate var subject: String {
    switch place {
    case .allow: "allow: "
    case .target: "target: "
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
