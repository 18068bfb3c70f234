/// One value (or member name) of a `Document`: where its text lies and where the next sibling is.
///
/// Nodes lie in document order. A container's first child is the node after it; an object's
/// children alternate name, value, name, value.
public struct Node: Sendable, Equatable {
  /// What the text is. A member name is a `string`.
  public enum Kind: UInt8, Sendable { case object, array, string, number, `true`, `false`, null }

  /// Offset of the first byte of the text; of a string, that of the opening quote.
  public let start: UInt32
  /// Offset just behind the text; of a string, behind the closing quote.
  public let end: UInt32
  /// Index of the node that follows this one and all below it: the next sibling, if there is one.
  public let next: UInt32
  /// What the text is.
  public let kind: Kind
  /// Whether the text of a string holds at least one backslash.
  public let hasEscapes: Bool

  /// Makes a node; the scanner and tests are the only callers.
  public init(start: UInt32, end: UInt32, next: UInt32, kind: Kind, hasEscapes: Bool = false) {
    self.start = start
    self.end = end
    self.next = next
    self.kind = kind
    self.hasEscapes = hasEscapes
  }
}
