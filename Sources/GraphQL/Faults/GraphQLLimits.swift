/// How much of a document is taken in, and how much work is spent on it, before it is refused.
public struct GraphQLLimits: Sendable, Equatable {
  /// Selection sets, lists, objects and types inside of each other. At most 500: what walks a
  /// document recurses this deep, and no deeper.
  public let depth: Int
  /// Tokens of the text.
  public let tokens: Int
  /// Faults that are kept; those beyond are not looked for.
  public let faults: Int
  /// Steps of what compares fields with fields, or walks fragments once for each place they are
  /// spread at: its cost can outgrow the document.
  public let steps: Int

  /// For the operations of a configuration and of clients.
  public static let document = GraphQLLimits()
  /// For schemas: large ones of today have half a million tokens.
  public static let schema = GraphQLLimits(tokens: 8 << 20)

  /// Makes limits; values out of range are brought into it.
  public init(
    depth: Int = 128, tokens: Int = 30_000, faults: Int = 100, steps: Int = 1_000_000
  ) {
    self.depth = min(max(depth, 1), 500)
    self.tokens = max(tokens, 1)
    self.faults = max(faults, 1)
    self.steps = max(steps, 1)
  }
}
