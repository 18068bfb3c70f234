/// What the router says about a request.
public enum RouteMatch: Sendable {
  /// This route of the list, with the values of its placeholders.
  case route(Int, PathParameters)
  /// An OPTIONS request answered by the gateway itself (RSP-11): the value of `Allow`.
  case options(allow: [UInt8])
  /// The path is a slip of a path that exists (RSP-12).
  case redirect(PathRedirect)
  /// The path exists for other methods only (RSP-9): the value of `Allow`.
  case methodNotAllowed(allow: [UInt8])
  /// A 400 before any handler (URL-7).
  case badParameter(BadPathParameter)
  /// No such path (RSP-8).
  case notFound
}

/// What is wrong with a path that is answered with 400 (URL-7).
public enum BadPathParameter: Sendable, Equatable {
  /// A `%` without two hexadecimal digits behind it.
  case malformedEscape
  /// The value of a placeholder holds `%`, `?` or `#` after one decoding.
  case encoded
}
