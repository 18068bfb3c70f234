/// An operation of a `flatmap_filter` (FM-1).
public struct FlatmapOperation: Sendable, Hashable {
  /// What to do.
  public enum Kind: String, Sendable {
    /// Rename or move.
    case move
    /// Delete.
    case del
    /// Append a list to another.
    case append
  }

  /// What to do.
  public var kind: Kind
  /// The paths: from and to, or those to delete. `move` and `append` have at least two (FM-8).
  public var arguments: [String]
  /// Where the operation stands.
  public var location: SourceLocation
}
