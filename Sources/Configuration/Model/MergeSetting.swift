/// How answers become one: `merge` of `dragoman/endpoint`.
public struct MergeSetting: Sendable, Hashable {
  /// KrakenD's way: the answer that arrives last wins.
  public static let arrival = "arrival"

  /// The name of the policy.
  public var name: String
  /// Where it stands.
  public var location: SourceLocation
}
