import Bytes
import Document

/// Lays a JSON text out for people: one member a line, and what is short on one line. For the
/// terminal only; values keep their exact text.
struct PrettyJSON {
  private static let width = 88

  private let document: Document
  private var output: [UInt8] = []

  /// The text of a document with each line after the first indented by `margin`.
  static func text(_ document: Document, margin: Int) -> String {
    var printer = PrettyJSON(document)
    printer.print(margin: margin)
    return String(decoding: printer.output, as: UTF8.self)
  }

  private init(_ document: Document) { self.document = document }

  /// What is still to be written, the last first: input decides the depth, so nothing recurses.
  private enum Step {
    case value(Int, depth: Int)
    case text([UInt8])
    case line(depth: Int)
  }

  private mutating func print(margin: Int) {
    var steps = [Step.value(document.root, depth: 0)]
    while let step = steps.popLast() {
      switch step {
      case .text(let text): output += text
      case .line(let depth):
        output.append(ASCII.lineFeed)
        output += [UInt8](repeating: ASCII.space, count: margin + 2 * depth)
      case .value(let node, let depth): steps += layOut(node, depth, margin).reversed()
      }
    }
  }

  private func layOut(_ node: Int, _ depth: Int, _ margin: Int) -> [Step] {
    let line = onOneLine(node)
    if margin + 2 * depth + line.count <= Self.width || document.count(of: node) == 0 {
      return [.text(line)]
    }
    let isObject = document.kind(of: node) == .object
    var steps = [Step.text([isObject ? 0x7B : 0x5B])]
    for (index, child) in children(of: node).enumerated() {
      if index > 0 { steps.append(.text([ASCII.comma])) }
      steps.append(.line(depth: depth + 1))
      if let name = child.name {
        steps.append(.text(document.slice(of: name) + [UInt8](": ")))
      }
      steps.append(.value(child.value, depth: depth + 1))
    }
    return steps + [.line(depth: depth), .text([isObject ? 0x7D : 0x5D])]
  }

  private func children(of node: Int) -> [(name: Int?, value: Int)] {
    document.kind(of: node) == .object
      ? document.members(of: node).map { (name: Optional($0.name), value: $0.value) }
      : document.elements(of: node).map { (name: nil, value: $0) }
  }

  /// The text of a node with a blank behind each comma and colon, and no other outside strings.
  private func onOneLine(_ node: Int) -> [UInt8] {
    var line: [UInt8] = []
    var isInString = false
    var isEscaped = false
    for byte in document.slice(of: node) {
      let isBlank = byte <= ASCII.space
      if isInString || !isBlank { line.append(byte) }
      if isInString {
        isInString = isEscaped || byte != ASCII.quote
        isEscaped = !isEscaped && byte == 0x5C
      } else {
        isInString = byte == ASCII.quote
        if byte == ASCII.comma || byte == ASCII.colon { line.append(ASCII.space) }
      }
    }
    return line
  }
}
