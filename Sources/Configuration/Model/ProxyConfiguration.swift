/// A forward proxy as it was written. The text may hold a password: it is shown without one.
public struct ProxyConfiguration: Sendable, Equatable, CustomStringConvertible {
  /// `http://user:password@name:port`, or less.
  public var text: String
  /// The key or the variable that names it.
  public var source: String
  /// Where it stands; for a variable the configuration as a whole.
  public var location: SourceLocation

  /// `HTTP_PROXY 'http://…@name:port'`
  public var description: String {
    let end = text.lastIndex(of: "@") ?? text.startIndex
    return end == text.startIndex ? "\(source) '\(text)'" : "\(source) '…\(text[end...])'"
  }
}
