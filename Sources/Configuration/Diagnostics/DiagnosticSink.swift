/// Collects what is said about one configuration. Local to one reading, never shared.
final class DiagnosticSink {
  /// More than this helps nobody; the rest is counted in one last line.
  static let limit = 1000

  let file: String
  let options: ReadingOptions
  private var diagnostics: [Diagnostic] = []
  private var dropped = 0
  /// The values that variables of the environment set, by pointer (CFG-10).
  var overridden: [String: String] = [:]

  init(file: String, options: ReadingOptions) {
    self.file = file
    self.options = options
  }

  /// Whether something forbids to start.
  private(set) var hasErrors = false

  /// How many have come so far.
  var count: Int { diagnostics.count + dropped }

  func location(_ value: LocatedNode) -> SourceLocation {
    SourceLocation(file, value.node.position, value.pointer)
  }

  func report(_ diagnostic: Diagnostic) {
    var diagnostic = diagnostic
    if let variable = overridden[diagnostic.location.pointer] {
      diagnostic.message += " (set by \(variable))"
    }
    if diagnostic.severity == .error { hasErrors = true }
    if diagnostics.count < DiagnosticSink.limit {
      diagnostics.append(diagnostic)
    } else {
      dropped += 1
    }
  }

  /// A mistake that forbids to start.
  func error(_ message: String, at value: LocatedNode, suggestion: String? = nil) {
    report(.mistake(at: location(value), message, suggestion: suggestion))
  }

  /// A mistake of the text itself, which has no pointer.
  func error(_ message: String, at position: SourcePosition, suggestion: String? = nil) {
    report(.mistake(at: SourceLocation(file, position, ""), message, suggestion: suggestion))
  }

  /// Something that is most likely not meant so.
  func warning(_ message: String, at value: LocatedNode, suggestion: String? = nil) {
    report(Diagnostic(.warning, at: location(value), message, suggestion: suggestion))
  }

  /// A value whose feature this version does not have yet.
  func notSupportedYet(_ what: String, at value: LocatedNode) {
    report(
      Diagnostic(.warning, .unsupportedKey, at: location(value), "not supported yet: \(what)"))
  }

  /// All of them in the order of the text.
  func sorted() -> [Diagnostic] {
    var all = diagnostics.enumerated().sorted {
      ($0.element.location.position, $0.offset)
        < ($1.element.location.position, $1.offset)
    }.map(\.element)
    if dropped > 0 {
      all.append(
        .mistake(at: SourceLocation(file, .wholeFile, ""), "\(dropped) more are not shown"))
    }
    return all
  }
}
