import Bytes

/// What stands before the root element (XML 1.0 §2.8).
enum XMLProlog {
  /// The document type declarations, which nothing here needs: the reference skips them, and what
  /// the parser does not see cannot declare anything. One that does not end is left for it to
  /// refuse.
  static func declarations(_ bytes: Span<UInt8>, from start: Int) -> [Range<Int>] {
    var declarations: [Range<Int>] = []
    var cursor = start
    while let open = bytes.firstIndex(of: 0x3C, from: cursor), open + 1 < bytes.count {
      let end: Int?
      switch bytes[open + 1] {
      case ASCII.question: end = self.end(of: "?>", bytes, from: open + 2)
      case 0x21 where begins("<!--", bytes, at: open):
        end = self.end(of: "-->", bytes, from: open + 4)
      case 0x21 where begins("<!DOCTYPE", bytes, at: open):
        end = endOfDeclaration(bytes, from: open + 9)
        if let end { declarations.append(open..<end) }
      default: return declarations
      }
      guard let end else { return declarations }
      cursor = end
    }
    return declarations
  }

  private static func begins(_ text: StaticString, _ bytes: Span<UInt8>, at index: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    return bytes.count - index >= length
      && bytes.extracting(index..<index + length).equals(text)
  }

  /// The offset behind a text.
  private static func end(of text: StaticString, _ bytes: Span<UInt8>, from start: Int) -> Int? {
    let first = text.withUTF8Buffer { $0[0] }
    var cursor = start
    while let found = bytes.firstIndex(of: first, from: cursor) {
      if begins(text, bytes, at: found) { return found + text.utf8CodeUnitCount }
      cursor = found + 1
    }
    return nil
  }

  /// The offset behind the `>` that is in no quotes and in no other declaration.
  private static func endOfDeclaration(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var (cursor, depth) = (start, 0)
    var quote: UInt8 = 0
    while cursor < bytes.count {
      let byte = bytes[cursor]
      switch byte {
      case 0x22 where quote == 0, 0x27 where quote == 0: quote = byte
      case quote where quote != 0: quote = 0
      case 0x3C where quote == 0 && begins("<!--", bytes, at: cursor):
        guard let end = end(of: "-->", bytes, from: cursor + 4) else { return nil }
        cursor = end - 1
      case 0x3C where quote == 0: depth += 1
      case 0x3E where quote == 0:
        if depth == 0 { return cursor + 1 }
        depth -= 1
      default: break
      }
      cursor += 1
    }
    return nil
  }
}
