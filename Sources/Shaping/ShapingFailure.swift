/// Why a backend's answer could not be brought into shape: the answer counts as failed.
public enum ShapingFailure: Error, Sendable, Equatable {
  /// `json` wants an object, and the answer has another root (DEC-1).
  case notAnObject
  /// `is_collection` wants an array, and the answer has another root (DEC-1).
  case notACollection
  /// A `move` or `append` was configured with fewer than two arguments (FM-8).
  case brokenOperation
  /// Two parts have a member of one name, and the policy of merging refuses that. The numbers are
  /// those of the parts.
  case collision(member: String, Int, Int)
  /// Shaping would need more nodes than `ShapingLimits.nodes`.
  case tooLarge
}

extension ShapingFailure: CustomStringConvertible {
  /// One line for a log.
  public var description: String {
    switch self {
    case .notAnObject: "the answer is no JSON object"
    case .notACollection: "the answer is no JSON array, but is_collection is set"
    case .brokenOperation: "a flatmap operation lacks an argument"
    case .collision(let member, let earlier, let later):
      "the answers of backends \(earlier) and \(later) both have '\(member)'"
    case .tooLarge: "shaping the answer would need too many nodes"
    }
  }
}
