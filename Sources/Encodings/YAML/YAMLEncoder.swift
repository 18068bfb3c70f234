import Bytes
public import Document

/// The `yaml` encoder (REN-5): block style, members in the order of their names, two blanks a
/// level, lists as far in as the member that holds them, a final line break.
public enum YAMLEncoder {
  /// Appends a document as YAML. False, with a part of it written, if it becomes longer than the
  /// limit.
  public static func append(
    _ document: Document, limit: OutputLimit? = nil, to output: inout [UInt8]
  ) -> Bool {
    var writer = YAMLWriter(document)
    let limit = limit ?? .standard(for: document)
    return writer.write(&output, upTo: output.count + limit.bytes)
  }
}

/// Walks with a stack of its own, so that nesting never costs the call stack.
private struct YAMLWriter {
  /// A container that is being written.
  private struct Frame {
    let isObject: Bool
    /// Whether it stands in brackets instead of lines.
    let isFlow: Bool
    let indentation: Int
    /// Where its children begin; those still to be written lie at the end of `children`, the next
    /// one last.
    let first: Int
    /// Whether no child has been written.
    var isFirst = true
    /// Whether the first child goes on in the line of the dash before it.
    let isInline: Bool
  }

  /// From here on down brackets are used: indentation would outgrow the data.
  private static let blockDepth = 32

  private let document: Document
  private var frames: [Frame] = []
  /// Names (in objects) or elements (in lists).
  private var children: [Int] = []

  init(_ document: Document) { self.document = document }

  mutating func write(_ output: inout [UInt8], upTo limit: Int) -> Bool {
    if !open(document.root, indentation: 0, isInline: true, &output) {
      appendLeaf(document.root, indentation: 2, isFlow: false, &output)
    }
    while let frame = frames.last {
      guard children.count > frame.first, let child = children.popLast() else {
        frames.removeLast()
        if frame.isFlow { closeFlow(frame, &output) }
        continue
      }
      frames[frames.count - 1].isFirst = false
      if frame.isFlow {
        writeFlow(child, frame, &output)
      } else {
        if !frame.isFirst || !frame.isInline { indent(frame.indentation, &output) }
        if frame.isObject {
          writeMember(child, frame.indentation, &output)
        } else {
          writeItem(child, frame.indentation, &output)
        }
      }
      if output.count > limit { return false }
    }
    return true
  }

  /// Begins a container that is not empty; false for all else.
  private mutating func open(
    _ node: Int, indentation: Int, isInline: Bool, _ output: inout [UInt8]
  ) -> Bool {
    let first = children.count
    let isObject = document.kind(of: node) == .object
    if isObject {
      children.append(contentsOf: document.sortedNames(of: node))
    } else {
      children.append(contentsOf: document.elements(of: node))
    }
    let count = children.count - first
    guard count > 0 else { return false }
    children[first...].reverse()
    let isWide = count * indentation > 64 + 16 * document.range(of: node).count
    let isFlow = isWide || frames.count >= Self.blockDepth || frames.last?.isFlow == true
    if isFlow {
      if !isInline { output.append(ASCII.space) }
      output.append(isObject ? 0x7B : 0x5B)
    } else if !isInline {
      output.append(ASCII.lineFeed)
    }
    frames.append(
      Frame(
        isObject: isObject, isFlow: isFlow, indentation: indentation, first: first,
        isInline: isInline))
    return true
  }

  private mutating func writeMember(_ name: Int, _ indentation: Int, _ output: inout [UInt8]) {
    writeName(document.string(at: name), indentation, &output)
    let isList = document.kind(of: name + 1) == .array
    let inner = isList ? indentation : indentation + 2
    if !open(name + 1, indentation: inner, isInline: false, &output) {
      output.append(ASCII.space)
      appendLeaf(name + 1, indentation: indentation + 2, isFlow: false, &output)
    }
  }

  private mutating func writeItem(_ item: Int, _ indentation: Int, _ output: inout [UInt8]) {
    output.append("- ")
    if !open(item, indentation: indentation + 2, isInline: true, &output) {
      appendLeaf(item, indentation: indentation + 2, isFlow: false, &output)
    }
  }

  /// A child of a container in brackets.
  private mutating func writeFlow(_ child: Int, _ frame: Frame, _ output: inout [UInt8]) {
    if !frame.isFirst { output.append(", ") }
    if frame.isObject {
      output.append("? ")
      YAMLText.appendQuoted(document.string(at: child).span, to: &output)
      output.append(" : ")
    }
    let value = frame.isObject ? child + 1 : child
    if !open(value, indentation: 0, isInline: true, &output) {
      appendLeaf(value, indentation: 0, isFlow: true, &output)
    }
  }

  private func closeFlow(_ frame: Frame, _ output: inout [UInt8]) {
    output.append(frame.isObject ? 0x7D : 0x5D)
    if frames.last?.isFlow != true { output.append(ASCII.lineFeed) }
  }

  private func writeName(_ name: [UInt8], _ indentation: Int, _ output: inout [UInt8]) {
    // YAML 1.2 §7.4.2: a longer key has to say that it is one.
    let isLong = name.count > 160
    if isLong { output.append("? ") }
    if YAMLText.isPlain(name.span), !isLong {
      output.append(contentsOf: name)
    } else {
      YAMLText.appendQuoted(name.span, to: &output)
    }
    if isLong {
      output.append(ASCII.lineFeed)
      indent(indentation, &output)
    }
    output.append(ASCII.colon)
  }

  /// A scalar or an empty container, and, outside of brackets, the end of the line.
  private func appendLeaf(
    _ node: Int, indentation: Int, isFlow: Bool, _ output: inout [UInt8]
  ) {
    switch document.kind(of: node) {
    case .object: output.append("{}")
    case .array: output.append("[]")
    case .string where isFlow:
      YAMLText.appendQuoted(document.string(at: node).span, to: &output)
    case .string: append(document.string(at: node), indentation, &output)
    case .number: appendNumber(document.slice(of: node), &output)
    case .true, .false, .null: output.append(contentsOf: document.slice(of: node))
    }
    // A literal block has ended its line.
    if !isFlow, output.last != ASCII.lineFeed { output.append(ASCII.lineFeed) }
  }

  /// The reference writes numbers as the texts that they are to it, quoted where that text would be
  /// read as a number (REN-5, DEC-2).
  private func appendNumber(_ digits: [UInt8], _ output: inout [UInt8]) {
    if YAMLText.isNumber(digits.span) {
      YAMLText.appendQuoted(digits.span, to: &output)
    } else {
      output.append(contentsOf: digits)
    }
  }

  private func append(_ text: [UInt8], _ indentation: Int, _ output: inout [UInt8]) {
    if YAMLText.isPlain(text.span) {
      output.append(contentsOf: text)
    } else if YAMLText.isLiteral(text.span) {
      YAMLText.appendLiteral(text.span, indentation: indentation, to: &output)
    } else {
      YAMLText.appendQuoted(text.span, to: &output)
    }
  }

  private func indent(_ indentation: Int, _ output: inout [UInt8]) {
    output.append(contentsOf: repeatElement(ASCII.space, count: indentation))
  }
}
