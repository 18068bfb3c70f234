/// What one exchange of a spec came to.
public struct SpecResult: Sendable {
  /// The exchange.
  public let exchange: ExchangeSpec.Exchange
  /// The answer; nil if there was none.
  public let answer: TestAnswer?
  /// How long the answer took, in nanoseconds.
  public let nanoseconds: Int64
  /// What is not as expected, in words; empty where all is well.
  public let mismatches: [String]
}
