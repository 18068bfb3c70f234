/// What the failure of a backend means for the answer: `completeness` of `dragoman/backend`.
public enum CompletenessSetting: Sendable, Equatable {
  /// The answer is incomplete, as in KrakenD.
  case counted
  /// The endpoint fails.
  case required
  /// The answer is complete without it.
  case optional
  /// A value takes the place of the shaped answer, as JSON.
  case replaced([UInt8])
}
