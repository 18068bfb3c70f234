/// What an operation does (§2.3).
public enum OperationKind: String, Sendable, Equatable, CaseIterable {
  /// Reads.
  case query
  /// Writes, then reads.
  case mutation
  /// Answers again and again.
  case subscription
}
