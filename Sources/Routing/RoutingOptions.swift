/// The `router` keys that bear on routing, with the reference's defaults.
public struct RoutingOptions: Sendable {
  /// Repairs a missing or surplus final slash (`disable_redirect_trailing_slash` switches it off).
  public var redirectsTrailingSlash = true
  /// Repairs letter case, `//`, dot segments and the final slash (`disable_redirect_fixed_path`).
  public var redirectsFixedPath = true
  /// 405 instead of 404 for a path that other methods have (`disable_handle_method_not_allowed`).
  public var handlesMethodNotAllowed = true
  /// Cleans `//` and dot segments before looking, instead of a redirect (`remove_extra_slash`).
  public var removesExtraSlash = false
  /// Refuses placeholders whose value still looks encoded (`disable_path_decoding`; URL-7).
  public var checksPathDecoding = true
  /// Answers OPTIONS for every path (`auto_options`; RSP-11).
  public var answersOptions = false

  /// The defaults.
  public init() {}
}
