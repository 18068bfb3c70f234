/// What a configuration says under a namespace that somebody has given a meaning.
public struct ExtensionValue: Sendable {
  /// The namespace, by the name it was registered under.
  public let namespace: String
  /// Where it stands.
  public let location: SourceLocation
  let value: LocatedNode

  /// A reader of the value, which collects what is wrong with it. `owner` is what the namespace
  /// belongs to, such as `GET /users/{id}`.
  public func settings(of owner: String) -> ExtensionSettings { ExtensionSettings(self, owner) }
}
