/// The namespace `router`.
public struct RouterConfiguration: Sendable, Equatable {
  /// Failed requests are answered with the reason (RSP-5).
  public var returnErrorMessage = false
  /// The body of a 404, as JSON (RSP-10).
  public var notFoundBody: [UInt8]?
  /// The body of a 405, as JSON (RSP-10).
  public var methodNotAllowedBody: [UInt8]?
  /// `X-Krakend` does not tell the version (RSP-1).
  public var hideVersionHeader = false
  /// `OPTIONS` is answered on every path (RSP-11).
  public var autoOptions = false
  /// The path of the health endpoint, with a slash in front; nil for none (HLT-1).
  public var healthPath: String? = "/__health"
  /// Paths that the access log leaves out.
  public var loggerSkipPaths: [String] = []
  /// No redirect for a slash too many or too few (RSP-12).
  public var disableRedirectTrailingSlash = false
  /// No redirect for letter case, `//` and `..` (RSP-12).
  public var disableRedirectFixedPath = false
  /// 404 instead of 405 (RSP-9).
  public var disableHandleMethodNotAllowed = false
  /// Repeated slashes of a request count as one.
  public var removeExtraSlash = false
  /// Path parameters that are still encoded are let through (URL-7).
  public var disablePathDecoding = false
  /// The client's address is taken from headers (IP-1).
  public var forwardedByClientIP = true
  /// The headers with the client's address, in order (IP-2); names as written.
  public var remoteIPHeaders = ["X-Forwarded-For", "X-Real-IP"]
  /// Addresses and networks whose headers are believed; empty for all (IP-1).
  public var trustedProxies: [String] = []

  /// The defaults.
  public init() {}
}
