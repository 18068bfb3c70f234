/// The normalised answer that every backend adapter produces: JSON text and a flat tape of its
/// nodes.
///
/// In comes JSON text (`scan`) or values one by one (`DocumentBuilder`). Out come nodes (queries)
/// and bytes (`JSONWriter`). It never interprets a number, never recurses, never trusts its input.
///
/// Immutable. Numbers and strings stay as their exact text. The root is node 0 and may be any JSON
/// value. Freed without recursion: two arrays, whatever the depth.
public struct Document: Sendable {
  /// The JSON text: valid UTF-8, strictly RFC 8259.
  public let text: [UInt8]
  /// The nodes in document order; never empty.
  public let tape: [Node]

  /// Takes over a text and the tape that the scanner made for exactly this text.
  public init(text: [UInt8], tape: [Node]) {
    self.text = text
    self.tape = tape
  }
}
