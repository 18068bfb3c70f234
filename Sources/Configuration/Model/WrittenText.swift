/// A text of the file, with its place.
public struct WrittenText: Sendable, Hashable {
  /// The text as written.
  public var text: String
  /// Where it stands.
  public var location: SourceLocation

  /// A text at a place.
  public init(text: String, location: SourceLocation) {
    self.text = text
    self.location = location
  }
}
