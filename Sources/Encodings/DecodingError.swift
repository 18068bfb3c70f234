public import Document

/// Why a backend's content is no acceptable XML, feed or YAML.
public enum DecodingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is nothing to read.
  case empty
  /// The content breaks the grammar; the line counts from 1 and is 0 where it is not known.
  case malformed(Format, line: Int)
  /// A reference to an entity that XML does not predefine: none is ever looked up or expanded.
  case undefinedEntity
  /// More elements or values open at once than allowed.
  case tooDeep
  /// More bytes than allowed, or a reader of the system refuses to hold as many.
  case tooLarge
  /// More elements, attributes, texts or values than allowed.
  case tooManyNodes
  /// More attributes in one element than allowed.
  case tooManyAttributes
  /// More different names of elements, attributes and kinds of tags than allowed.
  case tooManyNames
  /// The root element is that of no feed (DEC-6).
  case notAFeed
  /// The JSON of a JSON feed cannot be read.
  case json(ScanError)
  /// A decoder that was added refuses the content, with its reason.
  case refused(String)

  /// What the content was taken for.
  public enum Format: String, Sendable {
    /// XML.
    case xml = "XML"
    /// YAML.
    case yaml = "YAML"
  }

  /// One line for a log; names no byte of the content.
  public var description: String {
    switch self {
    case .empty: "EOF"
    case .malformed(let format, let line):
      line > 0 ? "malformed \(format.rawValue) in line \(line)" : "malformed \(format.rawValue)"
    case .undefinedEntity: "a reference to an entity that is not defined"
    case .tooDeep: "nested too deeply"
    case .tooLarge: "too large"
    case .tooManyNodes: "too many values"
    case .tooManyAttributes: "too many attributes in one element"
    case .tooManyNames: "too many different names"
    case .notAFeed: "the feed is neither RSS, Atom nor JSON feed"
    case .json(let error): "\(error)"
    case .refused(let reason): reason
    }
  }
}
