public import Bytes

extension Document {
  /// The text of a string between its quotes, as it stands: escapes are not decoded.
  @inlinable @inline(__always)
  public func contentRange(of string: Int) -> Range<Int> {
    let node = tape[string]
    return Range(uncheckedBounds: (Int(node.start) + 1, Int(node.end) - 1))
  }

  /// The decoded bytes of a string (UTF-8); empty for a node that is none.
  public func string(at node: Int) -> [UInt8] {
    var output: [UInt8] = []
    appendString(at: node, to: &output)
    return output
  }

  /// Appends the decoded bytes of a string (UTF-8); nothing for a node that is none.
  public func appendString(at node: Int, to output: inout [UInt8]) {
    guard tape[node].kind == .string else { return }
    let content = contentRange(of: node)
    guard tape[node].hasEscapes else {
      output.append(contentsOf: text[content])
      return
    }
    EscapeDecoder.append(text.span.extracting(content), to: &output)
  }

  /// Whether a string is exactly these bytes once decoded.
  @inlinable public func isString(_ node: Int, _ bytes: Span<UInt8>) -> Bool {
    let string = tape[node]
    if string.hasEscapes { return equalsDecoded(node, bytes) }
    guard string.kind == .string, Int(string.end) - Int(string.start) == bytes.count + 2 else {
      return false
    }
    return text.span.extracting(contentRange(of: node)).equals(bytes)
  }

  /// Whether a string is exactly these bytes once decoded.
  @inlinable public func isString(_ node: Int, _ bytes: [UInt8]) -> Bool {
    isString(node, bytes.span)
  }

  /// The rare half of `isString`.
  @usableFromInline func equalsDecoded(_ node: Int, _ bytes: Span<UInt8>) -> Bool {
    string(at: node).span.equals(bytes)
  }
}
