public import Messages

/// What a configuration says about the calls to one backend.
public struct CallDefinition: Sendable {
  /// The method of the backend (CFG-24).
  public var method: Method
  /// `url_pattern` as written.
  public var urlPattern: String
  /// The names of the endpoint's placeholders as written, in the order of its path.
  public var parameters: [String]
  /// The endpoint's `input_headers`; empty means the default (HDR-1).
  public var inputHeaders: [String] = []
  /// The endpoint's `input_query_strings`; empty means none (QRY-1).
  public var inputQueryStrings: [String] = []
  /// The backend's own `input_headers`; empty means no narrowing (HDR-5).
  public var backendHeaders: [String] = []
  /// The backend's own `input_query_strings`; empty means no narrowing (QRY-2).
  public var backendQueryStrings: [String] = []
  /// `disable_compression` (HDR-7).
  public var disablesCompression = false
  /// What is added to the call beside what the client sent; nil for nothing.
  public var request: RequestTemplate?
  /// Makes the content out of values, in place of the client's content; then the query is among the
  /// values and no part of the target.
  public var composer: (any MessageComposer)?
  /// How many of `parameters`, the first ones, are placeholders of the endpoint's path; all by
  /// default.
  public var pathParameterCount: Int?

  /// A call that forwards what the defaults let through.
  public init(method: Method, urlPattern: String, parameters: [String] = []) {
    self.method = method
    self.urlPattern = urlPattern
    self.parameters = parameters
  }
}
