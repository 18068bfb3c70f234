/// How much a template may take: a template can loop and double texts, and must end all the same.
public struct TemplateLimits: Sendable, Hashable {
  /// Bytes of the text that comes out, and of any one text on the way.
  public var bytes: Int
  /// Nodes walked and rounds of loops.
  public var steps: Int
  /// Bytes and items that functions make in all.
  public var work: Int
  /// Templates, blocks and parentheses inside one another while rendering.
  public var depth: Int

  /// Room for a configuration of 16 MiB.
  public init(
    bytes: Int = 16 << 20, steps: Int = 4_000_000, work: Int = 256 << 20, depth: Int = 400
  ) {
    self.bytes = bytes
    self.steps = steps
    self.work = work
    self.depth = depth
  }

  /// Blocks and parentheses inside one another in a template's text.
  static let nesting = 100
  /// Lists and dictionaries inside one another.
  static let valueDepth = 200
  /// Items of one list.
  static let items = 1_000_000
}
