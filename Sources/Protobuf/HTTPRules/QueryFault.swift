/// Why a query string is refused.
public struct QueryFault: Error, Hashable, Sendable {
  /// The name of the parameter.
  public let name: String
  /// What is wrong with it.
  public let reason: Reason

  /// What can be wrong with a parameter.
  public enum Reason: Hashable, Sendable {
    /// No field has the name.
    case unknown
    /// The field comes from the path or the body.
    case taken
    /// The body is the message: nothing else can be.
    case bodyIsMessage
    /// The field is a message or a map.
    case noScalar
    /// A field that is there once is given twice.
    case twice
    /// A `%` without two hexadecimal digits.
    case malformedEscape
    /// There are more than the limit.
    case tooMany

    /// Whether passing the parameter over is a matter of settings.
    var isAboutName: Bool {
      switch self {
      case .unknown, .taken, .bodyIsMessage: true
      case .noScalar, .twice, .malformedEscape, .tooMany: false
      }
    }
  }
}

extension QueryFault: CustomStringConvertible {
  /// `the query parameter 'filter' cannot be a text: the field is a message or a map`
  public var description: String {
    switch reason {
    case .unknown: "the query parameter '\(name)' is no field of the request"
    case .taken: "the query parameter '\(name)' is a field that the path or the body gives"
    case .bodyIsMessage: "the query parameter '\(name)' cannot be there: the body is the request"
    case .noScalar: "the query parameter '\(name)' is no scalar: the field is a message or a map"
    case .twice: "the query parameter '\(name)' stands twice, the field is not repeated"
    case .malformedEscape: "the query parameter '\(name)' holds a broken percent escape"
    case .tooMany: "the query has too many parameters"
    }
  }
}
