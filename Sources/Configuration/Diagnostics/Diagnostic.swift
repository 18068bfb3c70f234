/// Something to say about a configuration, with the place it is said about.
public struct Diagnostic: Sendable, Hashable {
  /// Whether the gateway may start.
  public enum Severity: String, Sendable {
    /// It does not start.
    case error
    /// It starts; the message says what will not be as written.
    case warning
  }

  /// What kind of thing it is, so that a caller can treat a kind as it likes.
  public enum Category: String, Sendable {
    /// A value or a structure that cannot be right, or that has no effect.
    case mistake
    /// A key that nobody knows in this place (CFG-6); an error for `check --lint`.
    case unknownKey
    /// A key of KrakenD's whose feature this version does not have; an error for `check --lint`.
    case unsupportedKey
    /// A key that protects endpoints and that this version cannot honour.
    case guardKey
  }

  /// Whether the gateway may start.
  public var severity: Severity
  /// What kind of thing it is.
  public var category: Category
  /// Where it is.
  public var location: SourceLocation
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// What to do about it, if that is known.
  public var suggestion: String?
  /// The place in a template that wrote it, if a template did.
  public var origin: SourceLocation?

  /// Puts a diagnostic together.
  public init(
    _ severity: Severity, _ category: Category = .mistake, at location: SourceLocation,
    _ message: String, suggestion: String? = nil
  ) {
    self.severity = severity
    self.category = category
    self.location = location
    self.message = message
    self.suggestion = suggestion
  }

  /// A mistake found in a later stage, such as two endpoints with one route.
  public static func mistake(
    at location: SourceLocation, _ message: String, suggestion: String? = nil
  ) -> Diagnostic {
    Diagnostic(.error, at: location, message, suggestion: suggestion)
  }

  /// This diagnostic as the strict reader (`check --lint`) has it: what the gateway would not
  /// honour is an error.
  public var linted: Diagnostic {
    var copy = self
    if category != .mistake { copy.severity = .error }
    return copy
  }
}
