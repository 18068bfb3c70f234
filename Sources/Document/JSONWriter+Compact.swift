import Bytes

extension JSONWriter {
  /// Appends a node of a document without the blanks between its tokens; the tokens stay exactly
  /// as they are.
  public static func append(
    compact node: Int, of document: Document, to output: inout [UInt8]
  ) {
    let text = document.text.span
    let range = document.range(of: node)
    var copied = range.lowerBound
    for index in node..<Int(document.tape[node].next) {
      let token = document.tape[index]
      // A container's own bytes are its brackets and commas, which lie between the leaves.
      if token.kind == .object || token.kind == .array { continue }
      appendPunctuation(text, copied..<Int(token.start), &output)
      output.append(text, Int(token.start)..<Int(token.end))
      copied = Int(token.end)
    }
    appendPunctuation(text, copied..<range.upperBound, &output)
  }

  /// Appends what lies between two leaves, without blanks.
  private static func appendPunctuation(
    _ text: Span<UInt8>, _ range: Range<Int>, _ output: inout [UInt8]
  ) {
    for index in range where text[index] > 0x20 { output.append(text[index]) }
  }
}
