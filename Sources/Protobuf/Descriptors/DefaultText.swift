import Bytes

/// Reads `default_value` of a descriptor, which is text whatever the type of the field.
struct DefaultText {
  private let kind: FieldKind
  private let enums: [EnumType]

  init(_ kind: FieldKind, _ enums: [EnumType]) {
    self.kind = kind
    self.enums = enums
  }

  /// Nil where the text is none of the type.
  func read(_ cText: UnsafePointer<CChar>) -> Field.DefaultValue? {
    let text = String(cString: cText)
    switch kind {
    case .double: return Double(text).map { .floating($0) }
    // Rounded once, from the text.
    case .float: return Float(text).map { .floating(Double($0)) }
    case .int32, .sint32, .sfixed32: return Int32(text).map { .signed(Int64($0)) }
    case .int64, .sint64, .sfixed64: return Int64(text).map { .signed($0) }
    case .uint32, .fixed32: return UInt32(text).map { .unsigned(UInt64($0)) }
    case .uint64, .fixed64: return UInt64(text).map { .unsigned($0) }
    case .bool: return text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
    case .string: return .bytes(Array(text.utf8))
    case .bytes: return Self.unescaped(Array(text.utf8)).map { .bytes($0) }
    case .enumeration(let id):
      return enums[id.index].values.first { $0.name == text }.map { .enumeration($0.number) }
    case .message, .group: return nil
    }
  }

  /// Bytes as C writes them in a literal, which is how protoc keeps them.
  static func unescaped(_ text: [UInt8]) -> [UInt8]? {
    var output: [UInt8] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      guard byte == 0x5C else {
        output.append(byte)
        continue
      }
      guard index < text.count, let value = escape(text, &index) else { return nil }
      output.append(value)
    }
    return output
  }

  /// The byte that stands after a backslash.
  private static func escape(_ text: [UInt8], _ index: inout Int) -> UInt8? {
    let byte = text[index]
    index += 1
    switch byte {
    case UInt8(ascii: "a"): return 0x07
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "v"): return 0x0B
    case 0x5C, 0x22, 0x27, 0x3F: return byte
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return number(text, &index, base: 16, digits: 2)
    case 0x30...0x37:
      index -= 1
      return number(text, &index, base: 8, digits: 3)
    default: return nil
    }
  }

  private static func number(
    _ text: [UInt8], _ index: inout Int, base: UInt16, digits: Int
  ) -> UInt8? {
    var value: UInt16 = 0
    var count = 0
    while count < digits, index < text.count, let digit = ASCII.hexadecimalValue(text[index]),
      UInt16(digit) < base
    {
      value = value * base + UInt16(digit)
      index += 1
      count += 1
    }
    return count == 0 ? nil : UInt8(exactly: value)
  }
}
