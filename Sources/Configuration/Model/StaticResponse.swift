/// Constant data for an endpoint's answer (STA-1).
public struct StaticResponse: Sendable, Equatable {
  /// When it is added.
  public enum Strategy: String, Sendable {
    /// Whatever happened.
    case always
    /// If there was no error.
    case success
    /// If there was an error.
    case errored
    /// If there was no error and nothing is missing.
    case complete
    /// If there is no answer or something is missing.
    case incomplete
  }

  /// When it is added.
  public var strategy: Strategy
  /// The data, an object, as JSON.
  public var data: [UInt8]
}
