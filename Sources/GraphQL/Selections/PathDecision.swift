/// What becomes of a field whose place in the answer is asked about.
public enum PathDecision: Sendable, Equatable {
  /// It is wanted with all that lies below.
  case keep
  /// It is not wanted, nor anything below.
  case drop
  /// It is wanted, and what lies below is asked about.
  case descend
}
