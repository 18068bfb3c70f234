/// A name where it stands.
public struct NameNode: Sendable, Equatable {
  /// The name.
  public let text: String
  /// Where it begins.
  public let location: DocumentLocation
}
