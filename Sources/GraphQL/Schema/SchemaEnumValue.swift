/// A value of an enum.
public struct SchemaEnumValue: Sendable {
  /// The name.
  public let name: String
  /// What is said about it.
  public let comment: String?
  /// Why it should not be used any more; nil if it may.
  public let deprecation: String?
}
