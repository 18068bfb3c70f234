import Bytes

/// A path template of `google.api.http`: literals, `*` for one segment, `**` for any number of
/// them, variables that name the field which a part of the path becomes, and a verb at the end.
///
/// After a `**` only literals may stand, so that nobody has to guess where it ends.
public struct PathTemplate: Sendable {
  /// What stands between two slashes.
  public enum Segment: Hashable, Sendable {
    /// Text, percent-decoded.
    case literal([UInt8])
    /// One segment that is not empty.
    case any
    /// Any number of segments, none as well.
    case rest
  }

  /// A part of the path that becomes a field.
  public struct Variable: Hashable, Sendable {
    /// The names that lead to the field, `["shelf", "name"]`.
    public let names: [String]
    /// The segments of the template that it covers.
    public let segments: Range<Int>
    /// It covers exactly one segment of a path: all of its value is percent-decoded, slashes too.
    public let isSingle: Bool

    /// The names with dots between them.
    public var path: String { names.joined(separator: ".") }
  }

  /// The template as written.
  public let text: String
  /// The segments; `/` has none.
  public let segments: [Segment]
  /// What stands after the last colon, as written.
  public let verb: [UInt8]?
  /// In the order of the path.
  public let variables: [Variable]

  /// Reads a template.
  public init(_ text: String) throws(PathTemplateError) {
    var parser = PathTemplateParser(Array(text.utf8))
    try parser.read()
    self.text = text
    segments = parser.segments
    verb = parser.verb
    variables = parser.variables
  }

  /// Where the `**` stands, if there is one.
  var rest: Int? { segments.firstIndex(of: .rest) }
}

/// Why a text is no path template.
public enum PathTemplateError: Error, Hashable, Sendable {
  /// There is no slash at the front.
  case noSlash
  /// A segment, a verb or a name is empty: `/a//b`, `/a/`, `/a:`, `/{}`.
  case empty
  /// A byte that cannot stand where it stands, with its place.
  case unexpected(byte: UInt8, at: Int)
  /// A `{` without its `}`.
  case unclosedVariable
  /// A variable inside of a variable.
  case nestedVariable
  /// After `**` there is something else than literals.
  case afterRest
  /// A `%` without two hexadecimal digits.
  case malformedEscape
}

extension PathTemplateError: CustomStringConvertible {
  /// What is wrong, as a clause.
  public var description: String {
    switch self {
    case .noSlash: "it does not begin with a slash"
    case .empty: "a segment, a verb or a name in it is empty"
    case .unexpected(let byte, let place):
      "'\(String(decoding: [byte], as: UTF8.self))' cannot stand at position \(place + 1)"
    case .unclosedVariable: "a variable is not closed"
    case .nestedVariable: "a variable stands in a variable"
    case .afterRest: "only literals may stand after '**'"
    case .malformedEscape: "'%' is not followed by two hexadecimal digits"
    }
  }
}
