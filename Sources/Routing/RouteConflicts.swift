/// Pairs of routes that no request could tell apart: same method, same set of paths (EP-6). A text
/// beside a placeholder is no conflict, nor are different names of placeholders.
public struct RouteConflicts: Error, Sendable, Equatable {
  /// One pair, by position in the list of routes.
  public struct Pair: Sendable, Equatable {
    /// The route that came first.
    public let first: Int
    /// The route that says the same again.
    public let second: Int
  }

  /// All pairs, in the order of the second route.
  public let pairs: [Pair]
  /// Routes with a method that cannot be routed (EP-7): any that RFC 9110 §9 does not name.
  public let unsupportedMethods: [Int]
}
