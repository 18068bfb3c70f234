import Bytes

/// What no value that lands in a target may change.
public struct TargetShape: Equatable {
  /// Segments of the path.
  public let segments: Int
  /// What separates the pairs of the query.
  public let pairs: Int
  /// Signs between names and values.
  public let signs: Int

  /// Counts in a target.
  public init(_ target: [UInt8]) {
    let mark = target.firstIndex(of: ASCII.question) ?? target.count
    segments = target[..<mark].count { $0 == ASCII.slash }
    let query = target[mark...].dropFirst()
    pairs = query.count { $0 == ASCII.ampersand || $0 == ASCII.semicolon }
    signs = query.count { $0 == ASCII.equals }
  }
}
