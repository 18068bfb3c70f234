/// What is wrong with a template, with its place.
public struct TemplateError: Error, Sendable, Hashable {
  /// The file as it was given.
  public var file: String
  /// The line from 1.
  public var line: Int
  /// The column from 1, in characters.
  public var column: Int
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// What to write instead, if that is known.
  public var suggestion: String?

  /// Puts an error together.
  public init(
    file: String, line: Int, column: Int, message: String, suggestion: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.suggestion = suggestion
  }

  /// `file:line:column: message; suggestion`.
  public var text: String {
    "\(file):\(line):\(column): \(message)" + (suggestion.map { "; \($0)" } ?? "")
  }
}
