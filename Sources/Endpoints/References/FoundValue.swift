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
  /// A value of the client's content.
  case content(Int, Document)
  /// Values of the client's content, of each item of a list.
  case contents([Int], Document)
  /// Values of an answer, of each item of a list.
  case list([ShapedValue], ShapedTree)

  /// The same for a message, which has types of its own.
  var found: CallInputs.Found {
    if case .text(let text) = self { return .text(text) }
    var json: [UInt8] = []
    appendJSON(to: &json)
    return .json(json)
  }

  /// Appends the value as text: a string without its quotes, all else as JSON has it.
  func appendText(to output: inout [UInt8]) {
    switch self {
    case .text(let bytes), .literal(let bytes): output.append(contentsOf: bytes)
    case .shaped(let value, let tree): FoundValue.append(value, tree, to: &output)
    case .content(let node, let document): FoundValue.append(node, document, to: &output)
    case .contents(let nodes, let document):
      for (index, node) in nodes.enumerated() {
        if index > 0 { output.append(ASCII.comma) }
        FoundValue.append(node, document, to: &output)
      }
    case .list(let values, let tree):
      for (index, value) in values.enumerated() {
        if index > 0 { output.append(ASCII.comma) }
        FoundValue.append(value, tree, to: &output)
      }
    }
  }

  /// The texts of the values that a list stands for; else the one text.
  var texts: [[UInt8]] {
    func text(_ write: (inout [UInt8]) -> Void) -> [UInt8] {
      var text: [UInt8] = []
      write(&text)
      return text
    }
    return switch self {
    case .list(let values, let tree):
      values.map { value in text { FoundValue.append(value, tree, to: &$0) } }
    case .contents(let nodes, let document):
      nodes.map { node in text { FoundValue.append(node, document, to: &$0) } }
    default: [text { appendText(to: &$0) }]
    }
  }

  /// Appends the value as JSON: numbers and strings of an answer as they are written there.
  func appendJSON(to output: inout [UInt8]) {
    switch self {
    case .text(let bytes): JSONWriter.append(string: bytes, to: &output)
    case .literal(let bytes): output.append(contentsOf: bytes)
    case .shaped(let value, let tree): tree.appendText(of: value, to: &output)
    case .content(let node, let document):
      output.append(contentsOf: document.text[document.range(of: node)])
    case .contents(let nodes, let document):
      output.append(0x5B)
      for (index, node) in nodes.enumerated() {
        if index > 0 { output.append(ASCII.comma) }
        output.append(contentsOf: document.text[document.range(of: node)])
      }
      output.append(0x5D)
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
    switch self {
    case .shaped(let value, let tree): tree.kind(of: value) == .null
    case .content(let node, let document): document.kind(of: node) == .null
    default: false
    }
  }

  private static func append(_ node: Int, _ document: Document, to output: inout [UInt8]) {
    if document.kind(of: node) == .string {
      document.appendString(at: node, to: &output)
    } else {
      output.append(contentsOf: document.text[document.range(of: node)])
    }
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
