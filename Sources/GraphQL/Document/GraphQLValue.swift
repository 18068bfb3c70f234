/// A value as it is written in a document (§2.9).
public struct GraphQLValue: Sendable, Equatable {
  /// What was written.
  public enum Kind: Sendable, Equatable {
    /// `$name`.
    case variable(String)
    /// A whole number, as written.
    case int(String)
    /// A number with a fraction or an exponent, as written.
    case float(String)
    /// What a string means, in UTF-8; whether it was a block string makes no difference.
    case string([UInt8])
    /// `true` or `false`.
    case boolean(Bool)
    /// `null`.
    case null
    /// Any other name.
    case `enum`(String)
    /// `[…]`.
    case list([GraphQLValue])
    /// `{…}`, duplicates included.
    case object([ArgumentNode])
  }

  /// What was written.
  public let kind: Kind
  /// Where it begins.
  public let location: DocumentLocation
}
