import Bytes
import Document
import Shaping

/// What a reference came to.
enum FoundValue {
  /// Bytes, which are a text in JSON.
  case text([UInt8])
  /// A number or a word that JSON has, as its text.
  case literal([UInt8])
  /// A value of an answer.
  case shaped(ShapedValue, ShapedTree)
  /// Values of an answer, of each item of a list.
  case list([ShapedValue], ShapedTree)

  /// Appends the value as text: a string without its quotes, all else as JSON has it.
  func appendText(to output: inout [UInt8]) {
    switch self {
    case .text(let bytes), .literal(let bytes): output.append(contentsOf: bytes)
    case .shaped(let value, let tree): FoundValue.append(value, tree, to: &output)
    case .list(let values, let tree):
      for (index, value) in values.enumerated() {
        if index > 0 { output.append(ASCII.comma) }
        FoundValue.append(value, tree, to: &output)
      }
    }
  }

  /// The texts of the values that a list stands for; else the one text.
  var texts: [[UInt8]] {
    guard case .list(let values, let tree) = self else {
      var text: [UInt8] = []
      appendText(to: &text)
      return [text]
    }
    return values.map { value in
      var text: [UInt8] = []
      FoundValue.append(value, tree, to: &text)
      return text
    }
  }

  /// Appends the value as JSON: numbers and strings of an answer as they are written there.
  func appendJSON(to output: inout [UInt8]) {
    switch self {
    case .text(let bytes): JSONWriter.append(string: bytes, to: &output)
    case .literal(let bytes): output.append(contentsOf: bytes)
    case .shaped(let value, let tree): tree.appendText(of: value, to: &output)
    case .list(let values, let tree):
      output.append(0x5B)
      for (index, value) in values.enumerated() {
        if index > 0 { output.append(ASCII.comma) }
        tree.appendText(of: value, to: &output)
      }
      output.append(0x5D)
    }
  }

  /// Whether it is JSON's `null`, which is no text.
  var isNull: Bool {
    guard case .shaped(let value, let tree) = self else { return false }
    return tree.kind(of: value) == .null
  }

  private static func append(
    _ value: ShapedValue, _ tree: ShapedTree, to output: inout [UInt8]
  ) {
    if tree.kind(of: value) == .string {
      tree.appendString(of: value, to: &output)
    } else {
      tree.appendText(of: value, to: &output)
    }
  }
}
