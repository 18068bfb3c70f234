/// What to write instead, for the slips that libyaml tells in the words of its grammar.
enum YAMLHint {
  private static let hints: [(problem: String, hint: String)] = [
    (
      "expected '-' indicator",
      "indent this line as the keys of its item, or its '-' as the '-' of the other items"
    ),
    ("expected key", "indent this line as the keys of the object that it belongs to"),
    (
      "mapping values are not allowed",
      "put a text with ': ' in quotes, or correct the indentation"
    ),
    ("find expected ':'", "write a blank behind the colon: key: value"),
    ("expected ',' or ']'", "close the list with ']'"),
    ("expected ',' or '}'", "close the object with '}'"),
    ("unexpected end of stream", "close the text with its quote"),
  ]

  static func suggestion(
    for problem: String, before text: SourceText, _ position: SourcePosition
  ) -> String? {
    if problem.hasPrefix("found character that cannot start any token") {
      return startsWithTab(text, position)
        ? "indent with blanks, not with tabs" : "put it in quotes"
    }
    return hints.first { problem.contains($0.problem) }?.hint
  }

  /// Whether the character there is a tab.
  private static func startsWithTab(_ text: SourceText, _ position: SourcePosition) -> Bool {
    var text = text
    let index = text.bytes.indices.first { text.position(at: $0) >= position }
    return index.map { text.bytes[$0] == 0x09 } ?? false
  }
}
