import Bytes
import Document
import Shaping

/// The text that a value of an answer has in a later call (SEQ-5). Not encoded yet: that is for the
/// place where it lands.
enum ValueText {
  /// Containers inside of containers, at most; what lies deeper is written as JSON.
  private static let depth = 32

  /// A scalar as it is, an array as its items with commas between them, an object as the reference
  /// writes it: `map[a:1 b:2]`.
  static func text(of value: ShapedValue, in tree: ShapedTree) -> [UInt8] {
    var output: [UInt8] = []
    if tree.kind(of: value) == .array {
      append(itemsOf: value, in: tree, separator: ASCII.comma, depth, to: &output)
    } else {
      append(value, in: tree, depth, to: &output)
    }
    return output
  }

  private static func append(
    _ value: ShapedValue, in tree: ShapedTree, _ depth: Int, to output: inout [UInt8]
  ) {
    switch tree.kind(of: value) {
    case .string: tree.appendString(of: value, to: &output)
    case .null: output.append("<nil>")
    case .number, .true, .false: tree.appendText(of: value, to: &output)
    case .array where depth > 0:
      output.append(0x5B)
      append(itemsOf: value, in: tree, separator: ASCII.space, depth - 1, to: &output)
      output.append(0x5D)
    case .object where depth > 0: append(membersOf: value, in: tree, depth - 1, to: &output)
    case .array, .object: tree.appendText(of: value, to: &output)
    }
  }

  private static func append(
    itemsOf array: ShapedValue, in tree: ShapedTree, separator: UInt8, _ depth: Int,
    to output: inout [UInt8]
  ) {
    var isFirst = true
    for item in tree.children(of: array) {
      if !isFirst { output.append(separator) }
      isFirst = false
      append(item.value, in: tree, depth, to: &output)
    }
  }

  /// Members go by the bytes of their names; of twins the last one counts.
  private static func append(
    membersOf object: ShapedValue, in tree: ShapedTree, _ depth: Int, to output: inout [UInt8]
  ) {
    var members: [[UInt8]: ShapedValue] = [:]
    for member in tree.children(of: object) {
      var name: [UInt8] = []
      tree.appendName(of: member, to: &name)
      members[name] = member.value
    }
    output.append("map[")
    var isFirst = true
    for (name, value) in members.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      if !isFirst { output.append(ASCII.space) }
      isFirst = false
      output.append(contentsOf: name)
      output.append(ASCII.colon)
      append(value, in: tree, depth, to: &output)
    }
    output.append(0x5D)
  }
}
