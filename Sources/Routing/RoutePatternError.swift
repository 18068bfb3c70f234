/// Why a path cannot be an endpoint's.
public enum RoutePatternError: Error, Sendable, Equatable {
  /// A `*` (EP-2): there are no prefix matches (EP-5).
  case wildcard
  /// A part that belongs to the gateway: `__debug`, `__echo` or `__health` (EP-2).
  case reserved
  /// Two placeholders with nothing between them: nobody could tell where the first one ends.
  case adjacentPlaceholders
}
