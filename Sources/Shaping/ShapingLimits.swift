/// How large a tree may grow.
public struct ShapingLimits: Sendable, Equatable {
  /// Nodes of the arena: values that shaping touched, one by one. About 48 bytes each.
  public let nodes: Int

  /// Four million nodes.
  public static let answer = ShapingLimits()

  /// Makes limits; brought into 16 … 2^31.
  public init(nodes: Int = 4 << 20) {
    self.nodes = min(max(nodes, 16), 1 << 31)
  }
}
