import Protobuf

/// Descriptors written by hand, right or wrong: fields of the wire format, one call each.
struct DescriptorBytes: Sendable {
  var bytes: [UInt8] = []

  /// A field of a number: text, a message, or a number.
  static func text(_ number: Int, _ text: String) -> DescriptorBytes {
    field(number, Array(text.utf8))
  }

  static func message(_ number: Int, _ parts: [DescriptorBytes]) -> DescriptorBytes {
    field(number, parts.flatMap(\.bytes))
  }

  static func number(_ number: Int, _ value: Int) -> DescriptorBytes {
    DescriptorBytes(
      bytes: varint(UInt64(number) << 3) + varint(UInt64(bitPattern: Int64(value))))
  }

  static func raw(_ bytes: [UInt8]) -> DescriptorBytes { DescriptorBytes(bytes: bytes) }

  private static func field(_ number: Int, _ content: [UInt8]) -> DescriptorBytes {
    DescriptorBytes(
      bytes: varint(UInt64(number) << 3 | 2) + varint(UInt64(content.count)) + content)
  }

  private static func varint(_ value: UInt64) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
  }
}

/// What stands in a file, by its name in `descriptor.proto`.
extension DescriptorBytes {
  static func imports(_ path: String) -> DescriptorBytes { text(3, path) }

  static func type(_ name: String, _ parts: DescriptorBytes...) -> DescriptorBytes {
    message(4, [text(1, name)] + parts)
  }

  static func nested(_ name: String, _ parts: DescriptorBytes...) -> DescriptorBytes {
    message(3, [text(1, name)] + parts)
  }

  /// `type` is a number of `FieldDescriptorProto.Type`: 5 is `int32`, 9 `string`, 11 a message.
  static func field(
    _ name: String, _ number: Int = 1, type: Int = 5, of typeName: String? = nil,
    _ parts: DescriptorBytes..., at place: Int = 2
  ) -> DescriptorBytes {
    let typed = typeName.map { [text(6, $0)] } ?? []
    return message(
      place, [text(1, name), self.number(3, number), self.number(5, type)] + typed + parts)
  }

  static func enumeration(
    _ name: String, _ values: [(String, Int)], at place: Int = 5, _ parts: DescriptorBytes...
  ) -> DescriptorBytes {
    message(
      place, [text(1, name)] + values.map { message(2, [text(1, $0.0), number(2, $0.1)]) } + parts)
  }

  static func service(_ name: String, _ methods: DescriptorBytes...) -> DescriptorBytes {
    message(6, [text(1, name)] + methods)
  }

  static func method(
    _ name: String, _ input: String?, _ output: String?, _ parts: DescriptorBytes...
  ) -> DescriptorBytes {
    message(
      2,
      [text(1, name)] + (input.map { [text(2, $0)] } ?? [])
        + (output.map { [text(3, $0)] } ?? []) + parts)
  }

  static let repeated = number(4, 3)
  static let required = number(4, 2)
  static let proto3 = text(12, "proto3")
  static let mapEntry = message(7, [number(7, 1)])
}

extension DescriptorSet {
  /// A set of files, each with its path and parts.
  init(_ name: String, _ files: (path: String, parts: [DescriptorBytes])...) {
    let bytes = files.map { file in
      DescriptorBytes.message(1, [.text(1, file.path)] + file.parts)
    }
    self.init(name: name, bytes: bytes.flatMap(\.bytes))
  }
}

/// The lines of all faults that sets have.
func faults(_ sets: DescriptorSet..., limits: DescriptorLimits = DescriptorLimits()) -> [String] {
  do throws(DescriptorFaults) {
    _ = try DescriptorPool.load(sets, limits: limits)
    return []
  } catch {
    return error.description.split(separator: "\n").map(String.init)
  }
}
