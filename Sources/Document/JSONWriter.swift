public import Bytes

/// Writes JSON by appending to a buffer. What it appends is one value; commas, colons and brackets
/// between values are the caller's.
public enum JSONWriter {
  /// Appends a string from any bytes: quoted, `"`, `\` and control characters escaped, each byte
  /// that is no UTF-8 as U+FFFD. All else stays as it is, but for what `escaping` adds.
  public static func append(
    string bytes: Span<UInt8>, _ escaping: StringEscaping = .minimal, to output: inout [UInt8]
  ) {
    output.append(ASCII.quote)
    StringEscaper.append(bytes, escaping, to: &output)
    output.append(ASCII.quote)
  }

  /// Appends a string from any bytes.
  public static func append(
    string bytes: [UInt8], _ escaping: StringEscaping = .minimal, to output: inout [UInt8]
  ) {
    append(string: bytes.span, escaping, to: &output)
  }

  /// Appends a node of a document exactly as its text stands, blanks and escapes included: one
  /// copy, whatever lies below. What plain output is made of.
  @inlinable public static func append(
    _ node: Int, of document: Document, to output: inout [UInt8]
  ) {
    output.append(document.text.span, document.range(of: node))
  }
}
