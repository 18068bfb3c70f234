/// What a configuration may hold, so that a small file cannot become a large tree.
enum TreeLimits {
  /// Objects and lists inside one another.
  static let depth = 100
  /// Values in all, those that aliases repeat counted each time.
  static let values = 1_000_000
}
