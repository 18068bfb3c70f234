import CDescriptors

/// Everything that the files of a catalog declare, by full name, before references are followed.
struct Declarations {
  /// A message, whose ID is its place in the list.
  struct Message {
    let proto: UnsafeMutablePointer<Dragoman__DescriptorProto>
    let name: String
    let file: Int
    let features: FeatureSet

    var isMapEntry: Bool { (proto.pointee.options?.pointee.map_entry ?? 0) != 0 }
    var isMessageSet: Bool { (proto.pointee.options?.pointee.message_set_wire_format ?? 0) != 0 }
  }

  struct Service {
    let proto: UnsafeMutablePointer<Dragoman__ServiceDescriptorProto>
    let name: String
    let file: Int
  }

  /// An extension of a message; `scope` is where it is declared.
  struct Extension {
    let proto: UnsafeMutablePointer<Dragoman__FieldDescriptorProto>
    let scope: String
    let file: Int
    let features: FeatureSet
  }

  /// What a full name stands for.
  struct Symbol {
    enum Kind {
      case message(MessageID)
      case enumeration(EnumID)
      case service, field
    }

    let kind: Kind
    let file: Int
  }

  var messages: [Message] = []
  var enums: [EnumType] = []
  var services: [Service] = []
  var extensions: [Extension] = []
  var symbols: [String: Symbol] = [:]

  /// Looks a name up as a `.proto` file means it: with a leading dot it is complete, without one it
  /// is looked for from the innermost scope outward.
  func resolve(_ name: UnsafePointer<CChar>, from scope: String) -> Symbol? {
    if name.pointee == CChar(bitPattern: UInt8(ascii: ".")) {
      return symbols[String(cString: name + 1)]
    }
    let relative = String(cString: name)
    guard relative.utf8.count <= DescriptorLimits.name else { return nil }
    var scope = scope[...]
    while !scope.isEmpty {
      if let symbol = symbols["\(scope).\(relative)"] { return symbol }
      scope = scope[..<(scope.lastIndex(of: ".") ?? scope.startIndex)]
    }
    return symbols[relative]
  }
}
