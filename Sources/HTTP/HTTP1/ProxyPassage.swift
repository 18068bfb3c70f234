public import Messages

/// That a request goes through a forward proxy, and what it shows there.
public struct ProxyPassage: Sendable {
  /// The value of `Proxy-Authorization`, for this hop alone; nil for none.
  public let authorization: FieldValue?

  /// Puts a passage together.
  public init(authorization: FieldValue? = nil) { self.authorization = authorization }
}
