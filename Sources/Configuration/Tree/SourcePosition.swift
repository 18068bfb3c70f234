/// A line and a column of a text, both from 1. Columns count characters (Unicode scalars), a tab as
/// one, as libyaml does and editors show it. Line 0 stands for the file as a whole.
struct SourcePosition: Sendable, Hashable, Comparable {
  var line: Int
  var column: Int

  static let wholeFile = SourcePosition(line: 0, column: 0)

  static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
