/// One entry of `flatmap_filter` as the configuration gives it.
public struct FlatmapOperation: Sendable, Equatable {
  /// `type`: `move`, `del` or `append`; any other is skipped (FM-8).
  public var type: String
  /// `args`: dot paths.
  public var arguments: [String]

  /// Makes an operation.
  public init(_ type: String, _ arguments: [String]) {
    self.type = type
    self.arguments = arguments
  }
}
