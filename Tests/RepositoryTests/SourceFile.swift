/// One Swift file, as text and as code.
struct SourceFile {
  /// Its path from the root of the repository.
  let path: String

  /// Its lines as they stand in the file.
  let lines: [Substring]

  /// Its lines without comments, and with the text of its literals left out.
  let code: [Substring]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    code = CodeText(of: text).text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// How many lines an editor shows.
  var length: Int { lines.last == "" ? lines.count - 1 : lines.count }

  /// The target that the file belongs to: the folder below `Sources` or `Tests`.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  /// Where a pattern stands in the code, as `path:line: the line`.
  func places(of pattern: Regex<some Any>) -> [String] {
    zip(1..., code).filter { $0.1.contains(pattern) }.map { number, _ in
      "\(path):\(number): \(lines[number - 1])"
    }
  }
}
