/// A directive that a server knows (§3.13).
public struct SchemaDirective: Sendable {
  /// The name, without `@`.
  public let name: String
  /// The arguments in their order.
  public let arguments: [SchemaInput]
  /// Where it may be applied: `FIELD`, `QUERY` and so on.
  public let locations: Set<String>
  /// Whether it may be applied twice at one place.
  public let isRepeatable: Bool
}
