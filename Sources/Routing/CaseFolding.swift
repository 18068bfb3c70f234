import Bytes

/// Lower case for the repair of paths (RSP-12). Every character keeps its length in bytes, so that
/// offsets in the folded text hold in the original; the few that would not are left as they are.
enum CaseFolding {
  static func fold(_ text: [UInt8]) -> [UInt8] {
    if text.allSatisfy({ $0 < 0x80 }) { return text.map(ASCII.lowercased) }
    guard let string = String(validating: text, as: UTF8.self) else {
      return text.map(ASCII.lowercased)
    }
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    for scalar in string.unicodeScalars {
      let lower = scalar.properties.lowercaseMapping.utf8
      let original = String(scalar).utf8
      output.append(contentsOf: lower.count == original.count ? lower : original)
    }
    return output
  }
}
