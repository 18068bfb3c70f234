/// Why a path leads nowhere in an answer.
public struct PathFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// Which step of the path fails.
  public let index: Int
  /// Its name.
  public let name: String
  /// The step above; nil at the root.
  public let parent: String?
  /// The name that may have been meant.
  public let suggestion: String?
  /// The names that are there instead; none below a leaf.
  public let names: [String]

  /// One sentence.
  public var description: String {
    let place = parent.map { "below '\($0)'" } ?? "at its root"
    guard !names.isEmpty else { return "the query selects nothing \(place)" }
    if let suggestion {
      return "the query selects no '\(name)' \(place); did you mean '\(suggestion)'?"
    }
    let shown = names.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
    return "the query selects no '\(name)' \(place), but \(shown)"
      + (names.count > 8 ? " and more" : "")
  }
}
