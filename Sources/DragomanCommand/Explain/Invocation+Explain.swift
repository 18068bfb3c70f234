import DragomanTesting

extension Invocation {
  /// The request of `explain`, and its flags.
  struct ExplainOptions {
    var method: String?
    var target: String?
    var fields: [TestField] = []
    /// `--data`: the content of the request.
    var data: String?
    var analyzes = false

    /// `Name: value`, as curl has it.
    mutating func take(header text: String) throws {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else { throw Mistake(text: text) }
      fields.append(TestField(String(parts[0]), String(parts[1].drop { $0 == " " })))
    }

    /// A word that is no flag: the path, or the method before it; whether it is either.
    mutating func take(word: String) -> Bool {
      guard !word.hasPrefix("-"), target == nil else { return false }
      if word.hasPrefix("/") || word == "*" {
        target = word
      } else if method == nil {
        method = word.uppercased()
      } else {
        return false
      }
      return true
    }
  }
}
