/// A `.proto` file of a catalog.
public struct DescriptorFile: Sendable {
  /// Its path, as others import it.
  public let name: String
  /// The set that it comes from; nil where it is one of the well-known files that the gateway has.
  public let set: String?
  /// The package, empty if there is none.
  public let package: String
  /// The language it is written in.
  public let syntax: Syntax
  /// The paths it imports.
  public let imports: [String]

  /// The language of a file, which decides what its fields are where it does not say.
  public enum Syntax: Hashable, Sendable {
    case proto2, proto3
    /// `edition = "2023"` and later.
    case edition(Int)
  }
}
