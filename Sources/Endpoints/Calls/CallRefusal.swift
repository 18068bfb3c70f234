/// Why a request cannot be turned into a call: the client's fault, answered with 400.
public enum CallRefusal: Error, Sendable, Equatable {
  /// A value would make a segment of the backend's path `.` or `..`, and the backend would leave
  /// the place that the configuration names.
  case dotSegment
  /// `Connection` names more fields than anybody needs (the limit is
  /// `HeaderSelection.connectionOptionLimit`).
  case tooManyConnectionOptions
  /// The rendered target is no valid one. Cannot happen with a compiled template.
  case invalidTarget
  /// What a reference names is not there, and nothing stands in for it.
  case missingValue(String)
  /// A value would end the field that it is to stand in.
  case invalidFieldValue(String)
  /// Values make the call larger than a limit.
  case tooLong
}
