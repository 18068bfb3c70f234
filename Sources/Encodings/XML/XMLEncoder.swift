import Bytes
public import Document

/// The `xml` encoder (REN-4): members in the order of their names, `-name` as attributes, `#text`
/// as text, lists as repeated elements, nothing as an empty element.
public enum XMLEncoder {
  /// Appends a document as XML. Its only top-level member is the root element, unless that is a
  /// list with something else than objects in it; else the root is `doc`. False, with a part of it
  /// written, if it becomes longer than the limit.
  public static func append(
    _ document: Document, limit: OutputLimit? = nil, to output: inout [UInt8]
  ) -> Bool {
    var writer = XMLWriter(document)
    let limit = limit ?? .standard(for: document)
    return writer.write(&output, upTo: output.count + limit.bytes)
  }
}

/// Walks with a stack of its own, so that nesting never costs the call stack.
private struct XMLWriter {
  /// What is still to be written, the next one last.
  private enum Step {
    /// Values as elements with a name: a name node of the document, or -1 for the root `doc`.
    case element(value: Int, name: Int)
    /// An end tag.
    case end(name: Int)
  }

  private let document: Document
  private var steps: [Step] = []

  init(_ document: Document) { self.document = document }

  mutating func write(_ output: inout [UInt8], upTo limit: Int) -> Bool {
    steps.append(root())
    while let step = steps.popLast() {
      switch step {
      case .end(let name):
        output.append("</")
        appendName(name, &output)
        output.append(0x3E)
      case .element(let value, let name): write(value, named: name, &output)
      }
      if output.count > limit { return false }
    }
    return true
  }

  private func root() -> Step {
    let names = document.sortedNames(of: document.root)
    guard names.count == 1 else { return .element(value: document.root, name: -1) }
    let value = names[0] + 1
    let isElement =
      document.kind(of: value) != .array
      || document.elements(of: value).allSatisfy { document.kind(of: $0) == .object }
    return isElement
      ? .element(value: value, name: names[0]) : .element(value: document.root, name: -1)
  }

  private mutating func write(_ value: Int, named name: Int, _ output: inout [UInt8]) {
    switch document.kind(of: value) {
    case .array where document.count(of: value) > 0:
      let first = steps.count
      for item in document.elements(of: value) { steps.append(.element(value: item, name: name)) }
      steps[first...].reverse()
    case .object: writeObject(value, name, &output)
    default:
      output.append(0x3C)
      appendName(name, &output)
      let start = output.count
      output.append(0x3E)
      appendScalar(value, &output)
      endElement(name, isEmpty: output.count == start + 1, &output)
    }
  }

  private mutating func writeObject(_ object: Int, _ name: Int, _ output: inout [UInt8]) {
    output.append(0x3C)
    appendName(name, &output)
    var text = -1
    let first = steps.count
    for member in document.sortedNames(of: object) {
      if isAttribute(member) {
        appendAttribute(member, &output)
      } else if document.isString(member, Self.textName) {
        text = member + 1
      } else {
        steps.append(.element(value: member + 1, name: member))
      }
    }
    output.append(0x3E)
    if text >= 0 { appendScalar(text, &output) }
    guard steps.count > first else {
      return endElement(name, isEmpty: text < 0, &output)
    }
    steps[first...].reverse()
    steps.insert(.end(name: name), at: first)
  }

  /// Ends an element whose start tag, up to its `>`, and text are written.
  private func endElement(_ name: Int, isEmpty: Bool, _ output: inout [UInt8]) {
    guard !isEmpty else {
      output[output.count - 1] = 0x2F
      output.append(0x3E)
      return
    }
    output.append("</")
    appendName(name, &output)
    output.append(0x3E)
  }

  private func isAttribute(_ name: Int) -> Bool {
    let content = document.contentRange(of: name)
    return content.count > 1 && document.text[content.lowerBound] == 0x2D
  }

  /// An attribute holds a scalar: what cannot be one is left out. So is a name that XML cannot
  /// hold: two such could become one, which no element may have twice.
  private func appendAttribute(_ name: Int, _ output: inout [UInt8]) {
    switch document.kind(of: name + 1) {
    case .object, .array, .null: return
    default: break
    }
    let written = document.string(at: name).dropFirst()
    var known: [UInt8] = []
    XMLName.append(Array(written).span, to: &known)
    guard known.elementsEqual(written) else { return }
    output.append(ASCII.space)
    output.append(contentsOf: known)
    output.append("=\"")
    appendScalar(name + 1, &output)
    output.append(ASCII.quote)
  }

  private func appendName(_ name: Int, _ output: inout [UInt8]) {
    guard name >= 0 else { return output.append("doc") }
    XMLName.append(document.string(at: name).span, to: &output)
  }

  /// The text of a scalar; of a list or an object, which only `#text` can bring here, its JSON.
  private func appendScalar(_ value: Int, _ output: inout [UInt8]) {
    switch document.kind(of: value) {
    case .string: XMLEscaper.append(document.string(at: value).span, to: &output)
    case .null: break
    case .number, .true, .false: JSONWriter.append(value, of: document, to: &output)
    case .array where document.count(of: value) == 0: break
    case .object, .array: XMLEscaper.append(document.slice(of: value).span, to: &output)
    }
  }

  private static let textName = [UInt8]("#text")
}
