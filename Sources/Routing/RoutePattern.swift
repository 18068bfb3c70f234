import Bytes

/// The shape of an endpoint's path: segments between slashes, each a text, a placeholder, or texts
/// and placeholders in turn (EP-4). `/` is one empty segment, a final slash is an empty last one.
public struct RoutePattern: Sendable {
  /// Where a placeholder may stand.
  public enum Placeholders: Sendable {
    /// Right after a slash; names of letters, digits, `-` and `_`.
    case afterSlash
    /// Anywhere (`disable_rest`); names may also hold `.`, `:` and `/`.
    case anywhere
  }

  /// A part of a segment.
  enum Piece: Hashable, Sendable {
    case text([UInt8])
    case placeholder
  }

  /// What stands between two slashes: no piece at all if it is empty.
  typealias Segment = [Piece]

  /// The segments from the first slash on.
  let segments: [Segment]
  /// Whether any rest after a last slash matches too, whatever it is (a debug page's `/*`).
  let hasTail: Bool
  /// The names of the placeholders as written, in the order of the path.
  public let names: [String]

  init(segments: [Segment], hasTail: Bool, names: [String]) {
    self.segments = segments
    self.hasTail = hasTail
    self.names = names
  }

  /// A path of the gateway's own with everything below it: `/__debug` matches `/__debug/` and
  /// `/__debug/a/b`, but not `/__debug` itself.
  public init(everythingBelow path: String) throws(RoutePatternError) {
    let plain = try RoutePattern(service: path)
    self.init(segments: plain.segments, hasTail: true, names: [])
  }

  /// A path of the gateway's own, such as `/__health`, without placeholders.
  public init(service path: String) throws(RoutePatternError) {
    var parser = RoutePatternParser(.afterSlash)
    try parser.read(Array(path.utf8))
    self.init(segments: parser.segments, hasTail: false, names: parser.names)
  }

  /// The path of an endpoint as its configuration has it. A missing first slash is added (EP-1);
  /// a star and a reserved last part are refused (EP-2).
  public init(
    endpoint path: String, _ placeholders: Placeholders = .afterSlash
  ) throws(RoutePatternError) {
    var parser = RoutePatternParser(placeholders)
    try parser.read(Array(path.utf8))
    self.init(segments: parser.segments, hasTail: false, names: parser.names)
    for segment in segments where RoutePattern.isReserved(segment) { throw .reserved }
  }

  /// EP-2: `/__debug`, `/__echo` and `/__health` with or without more segments, anywhere.
  private static func isReserved(_ segment: Segment) -> Bool {
    guard segment.count == 1, case .text(let text) = segment[0] else { return false }
    let bytes = text.span
    return bytes.equals("__debug") || bytes.equals("__echo") || bytes.equals("__health")
  }
}
