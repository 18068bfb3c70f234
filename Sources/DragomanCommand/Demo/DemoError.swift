import Configuration

/// Why the demo cannot be played, as a sentence for the user.
struct DemoError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// The configuration has mistakes: all of them, one a line.
  init(_ diagnostics: [Diagnostic]) {
    description = diagnostics.map(\.text).joined(separator: "\n")
  }
}
