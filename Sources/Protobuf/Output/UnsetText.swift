import Bytes
import Document

/// What is written for a field that is not set.
struct UnsetText {
  let text: [UInt8]
  let kind: Node.Kind

  private init(_ text: [UInt8], _ kind: Node.Kind) {
    self.text = text
    self.kind = kind
  }

  private init(_ text: StaticString, _ kind: Node.Kind) {
    self.init([UInt8](text), kind)
  }

  /// The text for a field; nil if nothing is written.
  init?(_ schema: Schema, _ shape: JSONShape, _ field: Field, isMessage: Bool) {
    switch shape.unset {
    case .omitted: return nil
    case .implicitPrinted:
      guard [.implicit, .repeated, .map].contains(field.cardinality) else { return nil }
    case .printed: break
    }
    guard field.oneof == nil, !field.isExtension else { return nil }
    switch field.cardinality {
    case .repeated: self.init("[]", .array)
    case .map: self.init("{}", .object)
    default:
      if isMessage {
        self.init("null", .null)
      } else if let zero = Self.zero(of: field, schema, shape) {
        self = zero
      } else {
        return nil
      }
    }
  }

  /// The default of a field, or the zero of its kind; nil for messages.
  static func zero(of field: Field, _ schema: Schema, _ shape: JSONShape) -> UnsetText? {
    switch field.kind {
    case .message, .group: nil
    case .string: UnsetText(quoted: Self.bytes(of: field))
    case .bytes: base64(Self.bytes(of: field))
    case .bool:
      field.defaultValue == .bool(true) ? UnsetText("true", .true) : UnsetText("false", .false)
    case .double, .float: floating(field)
    case .enumeration(let id): enumeration(field, schema[id], shape)
    case .int64, .sint64, .sfixed64, .uint64, .fixed64:
      shape.quotesLongs
        ? UnsetText(quoted: number(of: field)) : UnsetText(number(of: field), .number)
    default: UnsetText(number(of: field), .number)
    }
  }

  private init(quoted bytes: [UInt8]) {
    var text: [UInt8] = []
    JSONWriter.append(string: bytes, to: &text)
    self.init(text, .string)
  }

  private static func bytes(of field: Field) -> [UInt8] {
    if case .bytes(let bytes) = field.defaultValue { bytes } else { [] }
  }

  private static func base64(_ bytes: [UInt8]) -> UnsetText {
    UnsetText(quoted: Array(BaseText.base64.encoded(bytes).utf8))
  }

  private static func number(of field: Field) -> [UInt8] {
    switch field.defaultValue {
    case .signed(let number): Array(String(number).utf8)
    case .unsigned(let number): Array(String(number).utf8)
    default: [ASCII.zero]
    }
  }

  private static func floating(_ field: Field) -> UnsetText {
    guard case .floating(let number) = field.defaultValue else { return UnsetText("0", .number) }
    var text = [UInt8](repeating: 0, count: 48)
    var isString = false
    // Unsafe: `FloatText` needs forty bytes of room, which are there.
    let count = text.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      let written =
        field.kind == .float
        ? FloatText.write(Float(number), base) : FloatText.write(number, base)
      isString = written.isString
      return written.end - base
    }
    return UnsetText(Array(text[..<count]), isString ? .string : .number)
  }

  private static func enumeration(
    _ field: Field, _ type: EnumType, _ shape: JSONShape
  ) -> UnsetText {
    if type.isNullValue { return UnsetText("null", .null) }
    var number = type.values.first?.number ?? 0
    if case .enumeration(let value) = field.defaultValue { number = value }
    guard shape.enumsAsNames, let value = type.values.first(where: { $0.number == number })
    else { return UnsetText(Array(String(number).utf8), .number) }
    return UnsetText(quoted: Array(value.name.utf8))
  }
}

extension OutputKind {
  /// What a kind of field becomes in a shape. Messages are plain here.
  init(_ kind: FieldKind, _ shape: JSONShape) {
    switch kind {
    case .int32, .sfixed32: self = .signed32
    case .uint32, .fixed32: self = .unsigned
    case .sint32: self = .zigzag32
    case .int64, .sfixed64: self = shape.quotesLongs ? .quotedSigned : .signed64
    case .uint64, .fixed64: self = shape.quotesLongs ? .quotedUnsigned : .unsigned
    case .sint64: self = shape.quotesLongs ? .quotedZigzag : .zigzag64
    case .bool: self = .bool
    case .double: self = .double
    case .float: self = .float
    case .enumeration: self = shape.enumsAsNames ? .enumName : .signed32
    case .string: self = .string
    case .bytes: self = .bytes
    case .message, .group: self = .message
    }
  }
}

extension FieldKind {
  /// Numbers of 32 bits: what a varint has above them is cut off.
  var countsLowBits: Bool {
    switch self {
    case .int32, .uint32, .sint32, .fixed32, .sfixed32, .float, .enumeration: true
    default: false
    }
  }
}
