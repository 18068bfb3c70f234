/// What clients hear of failures: `failures` of `dragoman/server` and `dragoman/endpoint`.
public struct FailureSettings: Sendable, Equatable {
  /// `problem+json` instead of KrakenD's bare 500.
  public var isProblem = false
  /// Whether the text of the log is shown, which may name internal addresses; nil for what
  /// `return_error_msg` says.
  public var showsDetail: Bool?
  /// How many bytes of a failed backend's content are shown.
  public var backendBody = 0

  /// KrakenD's way.
  public init() {}
}
