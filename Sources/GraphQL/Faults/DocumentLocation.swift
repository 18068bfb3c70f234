/// A line and a column of a document, both from 1. Columns count characters (Unicode scalars); a
/// line ends with LF, CR or CRLF.
public struct DocumentLocation: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The line.
  public let line: Int
  /// The column.
  public let column: Int

  /// Nowhere: of a document that was read without locations.
  public static let none = DocumentLocation(line: 0, column: 0)

  /// A place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Whether a place comes before another.
  public static func < (left: DocumentLocation, right: DocumentLocation) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  /// `3:14`.
  public var description: String { "\(line):\(column)" }
}
