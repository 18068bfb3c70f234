import Bytes

/// JSON written as YAML: flow style, with lines and blanks as people set them.
enum YAMLForm {
  /// Nil if a text is longer than libyaml takes as a key (1024 characters).
  static func of(_ json: [UInt8]) -> [UInt8]? {
    var form = Writer(depth: 0)
    var index = 0
    while index < json.count {
      if json[index] == ASCII.quote {
        let end = stringEnd(json, from: index)
        let text = String(decoding: json[index..<end], as: UTF8.self)
        guard text.unicodeScalars.count <= 100 else { return nil }
        form.append(quoted: text)
        index = end
      } else {
        form.append(json[index])
        index += 1
      }
    }
    return form.bytes
  }

  private static func stringEnd(_ json: [UInt8], from start: Int) -> Int {
    var end = start + 1
    while end < json.count, json[end] != ASCII.quote { end += json[end] == 0x5C ? 2 : 1 }
    return min(end + 1, json.count)
  }

  private struct Writer {
    var bytes: [UInt8] = []
    var depth: Int

    init(depth: Int) { self.depth = depth }

    mutating func append(_ byte: UInt8) {
      switch byte {
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D: depth -= 1
      default: break
      }
      bytes.append(byte)
      if byte == ASCII.colon { bytes.append(ASCII.space) }
      if byte == ASCII.comma {
        bytes.append(ASCII.lineFeed)
        bytes.append(contentsOf: [UInt8](repeating: ASCII.space, count: depth + 1))
      }
    }

    /// What YAML does not take as it is becomes an escape of YAML's.
    mutating func append(quoted text: String) {
      for scalar in text.unicodeScalars {
        if scalar.value >= 0x20, scalar.value < 0x7F {
          bytes.append(UInt8(scalar.value))
        } else {
          let digits = String(scalar.value, radix: 16)
          bytes.append(contentsOf: "\\U".utf8)
          bytes.append(contentsOf: String(repeating: "0", count: 8 - digits.count).utf8)
          bytes.append(contentsOf: digits.utf8)
        }
      }
    }
  }
}
