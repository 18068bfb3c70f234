import Bytes

/// The XML declaration, as far as it names an encoding (XML 1.0 §4.3.3).
enum XMLDeclaration {
  /// Whether the encoding that the head of a document declares, if it does, begins with one of
  /// these names. A declaration that can be read in two ways does not.
  static func names(_ encodings: [StaticString], _ head: Span<UInt8>) -> Bool {
    let text = head.array().map(ASCII.lowercased)
    guard text.starts(with: opening) else { return true }
    guard let end = text.firstIndex(of: 0x3E) else { return false }
    let places = (0..<end).filter { text[$0...].starts(with: keyword) }
    guard let place = places.first else { return true }
    guard places.count == 1 else { return false }
    let value = text[(place + keyword.count)..<end].drop { isBlank($0) || $0 == ASCII.equals }
    guard let quote = value.first, quote == ASCII.quote || quote == 0x27 else { return false }
    let name = Array(value.dropFirst().prefix { $0 != quote })
    return encodings.contains { encoding in
      let length = encoding.utf8CodeUnitCount
      return name.count >= length && name.span.extracting(0..<length).equals(encoding)
    }
  }

  private static let opening = Array("<?xml".utf8)
  private static let keyword = Array("encoding".utf8)

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= ASCII.space }
}
