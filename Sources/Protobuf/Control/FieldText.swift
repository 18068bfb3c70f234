import Bytes

/// A field in the notation of `.proto` files.
struct FieldText {
  private let field: Field
  private let schema: Schema

  init(_ field: Field, _ schema: Schema) {
    self.field = field
    self.schema = schema
  }

  /// `optional string note = 3 [default = "none"];`
  var text: String {
    var output = label + type + " \(field.name) = \(field.number)"
    if let value = field.defaultValue { output += " [default = \(text(of: value))]" }
    return output + ";"
  }

  private var label: String {
    switch field.cardinality {
    case .implicit, .map: ""
    // Of members of a oneof and of messages it goes without saying.
    case .explicit: field.oneof != nil || field.kind.message != nil ? "" : "optional "
    case .required: "required "
    case .repeated: "repeated "
    }
  }

  private var type: String {
    if field.cardinality == .map, let entry = field.kind.message.map({ schema[$0] }),
      let key = entry.fields.first, let value = entry.fields.last
    {
      return "map<\(name(of: key.kind)), \(name(of: value.kind))>"
    }
    return name(of: field.kind)
  }

  private func name(of kind: FieldKind) -> String {
    switch kind {
    case .message(let id): schema[id].name
    case .group(let id): "group \(schema[id].name)"
    case .enumeration(let id): schema[id].name
    default: "\(kind)"
    }
  }

  private func text(of value: Field.DefaultValue) -> String {
    switch value {
    case .signed(let number): "\(number)"
    case .unsigned(let number): "\(number)"
    case .floating(let number): field.kind == .float ? "\(Float(number))" : "\(number)"
    case .bool(let value): "\(value)"
    case .enumeration(let number): enumeration(number)
    case .bytes(let bytes): quoted(bytes)
    }
  }

  private func enumeration(_ number: Int32) -> String {
    guard case .enumeration(let id) = field.kind else { return "\(number)" }
    return schema[id].values.first { $0.number == number }?.name ?? "\(number)"
  }

  /// Text as it is, what cannot be shown as C escapes it.
  private func quoted(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = [ASCII.quote]
    let isText = field.kind == .string && UTF8Text.firstInvalid(bytes.span) == nil
    for byte in bytes {
      if byte == ASCII.quote || byte == 0x5C {
        output.append(contentsOf: [0x5C, byte])
      } else if byte < ASCII.space || byte == ASCII.delete || byte > 0x7F && !isText {
        output.append(contentsOf: [0x5C, 0x30 + (byte >> 6), 0x30 + (byte >> 3 & 7)])
        output.append(0x30 + (byte & 7))
      } else {
        output.append(byte)
      }
    }
    output.append(ASCII.quote)
    return String(decoding: output, as: UTF8.self)
  }
}
