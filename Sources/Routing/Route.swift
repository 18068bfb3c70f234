public import Messages

/// One endpoint as the router sees it: a method and the shape of its path. Its position in the list
/// that a table is built from is its name.
public struct Route: Sendable {
  /// The method that the endpoint answers.
  public let method: Method
  /// The path that it answers.
  public let pattern: RoutePattern

  /// Puts a route together.
  public init(_ method: Method, _ pattern: RoutePattern) {
    self.method = method
    self.pattern = pattern
  }
}
