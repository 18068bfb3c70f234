/// Where in a configuration something stands: file, line, column and JSON pointer (RFC 6901).
public struct SourceLocation: Sendable, Hashable {
  /// The file's name as it was given.
  public var file: String
  /// The line from 1; 0 if the file as a whole is meant.
  public var line: Int
  /// The column from 1, in characters; 0 if the file as a whole is meant.
  public var column: Int
  /// The path to the value, such as `/endpoints/0/backend/1/allow`; empty for the root.
  public var pointer: String

  /// Puts a location together.
  public init(file: String, line: Int, column: Int, pointer: String = "") {
    self.file = file
    self.line = line
    self.column = column
    self.pointer = pointer
  }

  init(_ file: String, _ position: SourcePosition, _ pointer: String) {
    self.init(file: file, line: position.line, column: position.column, pointer: pointer)
  }

  var position: SourcePosition { SourcePosition(line: line, column: column) }
}
