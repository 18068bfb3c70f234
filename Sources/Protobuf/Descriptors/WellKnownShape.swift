/// The fields that make a well-known type, so that a transcoder can rely on them.
enum WellKnownShape {
  /// Whether a message has the fields of the well-known type whose name it has.
  static func fits(_ message: MessageType, _ messages: [MessageType]) -> Bool {
    let fields = message.fields.filter { !$0.isExtension }
    switch message.wellKnown {
    case .any: return singular(fields, [(1, .string), (2, .bytes)])
    case .timestamp, .duration: return singular(fields, [(1, .int64), (2, .int32)])
    case .empty: return fields.isEmpty
    case .wrapper: return singular(fields, [(1, wrapped(message.name))])
    case .fieldMask:
      return fields.count == 1 && fields[0].number == 1 && fields[0].kind == .string
        && fields[0].cardinality == .repeated
    case .listValue:
      return fields.count == 1 && fields[0].number == 1 && fields[0].cardinality == .repeated
        && name(fields[0], messages) == "google.protobuf.Value"
    case .structure:
      guard fields.count == 1, fields[0].number == 1, fields[0].cardinality == .map,
        let entry = fields[0].kind.message.map({ messages[$0.index] }),
        let key = entry.field(numbered: 1), let value = entry.field(numbered: 2)
      else { return false }
      return key.kind == .string && name(value, messages) == "google.protobuf.Value"
    case .value: return isValue(fields, messages)
    case .httpBody:
      return fields.count == 3 && singular(Array(fields.prefix(2)), [(1, .string), (2, .bytes)])
        && name(fields[2], messages) == "google.protobuf.Any"
    case nil: return false
    }
  }

  private static func isValue(_ fields: [Field], _ messages: [MessageType]) -> Bool {
    guard fields.count == 6, fields.map(\.number) == [1, 2, 3, 4, 5, 6],
      case .enumeration = fields[0].kind
    else { return false }
    return fields.allSatisfy { $0.oneof == 0 } && fields[1].kind == .double
      && fields[2].kind == .string && fields[3].kind == .bool
      && name(fields[4], messages) == "google.protobuf.Struct"
      && name(fields[5], messages) == "google.protobuf.ListValue"
  }

  private static func singular(_ fields: [Field], _ wanted: [(Int32, FieldKind)]) -> Bool {
    fields.count == wanted.count
      && zip(fields, wanted).allSatisfy { field, wanted in
        field.number == wanted.0 && field.kind == wanted.1 && field.cardinality != .repeated
      }
  }

  /// The name of the message that a field holds, length-delimited.
  private static func name(_ field: Field, _ messages: [MessageType]) -> String? {
    guard case .message(let id) = field.kind else { return nil }
    return messages[id.index].name
  }

  private static func wrapped(_ name: String) -> FieldKind {
    switch name {
    case "google.protobuf.DoubleValue": .double
    case "google.protobuf.FloatValue": .float
    case "google.protobuf.Int64Value": .int64
    case "google.protobuf.UInt64Value": .uint64
    case "google.protobuf.Int32Value": .int32
    case "google.protobuf.UInt32Value": .uint32
    case "google.protobuf.BoolValue": .bool
    case "google.protobuf.StringValue": .string
    default: .bytes
    }
  }
}
