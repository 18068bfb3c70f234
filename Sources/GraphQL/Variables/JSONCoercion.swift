import Bytes
import Document

/// JSON values checked against a type and written without blanks.
struct JSONCoercion {
  /// Lists and objects within each other, where types let them be: this recurses as deep.
  private static let deepest = 128

  let table: InputTypes
  let document: Document

  func append(
    _ node: Int, as type: Int, _ depth: Int, to output: inout [UInt8]
  ) throws(CoercionError) {
    guard depth <= Self.deepest else { throw CoercionError(.tooDeep) }
    let kind = document.kind(of: node)
    if kind == .null {
      if table.types[type].isNonNull { throw mismatch(node, type) }
      return output.append("null")
    }
    switch table.types[type].kind {
    case .int, .float, .id: try appendNumber(node, as: type, to: &output)
    case .string: try append(node, as: type, if: kind == .string, to: &output)
    case .boolean: try append(node, as: type, if: kind == .true || kind == .false, to: &output)
    case .any: JSONWriter.append(compact: node, of: document, to: &output)
    case .enumeration(let names):
      let isKnown = kind == .string && names.contains { document.isString(node, $0.span) }
      try append(node, as: type, if: isKnown, to: &output)
    case .list(let item):
      if kind == .array {
        try appendItems(node, as: item, depth, to: &output)
      } else {
        // §3.12: a value stands for a list of itself.
        output.append(0x5B)
        try append(node, as: item, depth + 1, to: &output)
        output.append(0x5D)
      }
    case .object(let object):
      guard kind == .object else { throw mismatch(node, type) }
      try appendObject(node, table.objects[object], depth, to: &output)
    }
  }

  private func append(
    _ node: Int, as type: Int, if fits: Bool, to output: inout [UInt8]
  ) throws(CoercionError) {
    guard fits else { throw mismatch(node, type) }
    JSONWriter.append(node, of: document, to: &output)
  }

  private func appendNumber(
    _ node: Int, as type: Int, to output: inout [UInt8]
  ) throws(CoercionError) {
    let text = document.text.span.extracting(document.range(of: node))
    let isNumber = document.kind(of: node) == .number
    switch table.types[type].kind {
    case .int:
      guard isNumber, let number = NumberForm.wholeNumber(text) else {
        throw mismatch(node, type)
      }
      JSONWriter.append(Int(number), to: &output)
    case .float:
      try append(node, as: type, if: isNumber && NumberForm.isFinite(text), to: &output)
    default:
      // §3.5.5: an ID is a string, or a whole number that means the string of its digits.
      if isNumber, NumberForm.isWhole(text) {
        JSONWriter.append(string: text, to: &output)
      } else {
        try append(node, as: type, if: document.kind(of: node) == .string, to: &output)
      }
    }
  }

  private func appendItems(
    _ node: Int, as item: Int, _ depth: Int, to output: inout [UInt8]
  ) throws(CoercionError) {
    output.append(0x5B)
    var index = 0
    for element in document.elements(of: node) {
      if index > 0 { output.append(ASCII.comma) }
      do throws(CoercionError) {
        try append(element, as: item, depth + 1, to: &output)
      } catch {
        throw error.inItem(index)
      }
      index += 1
    }
    output.append(0x5D)
  }

  func mismatch(_ node: Int, _ type: Int) -> CoercionError {
    CoercionError(
      .mismatch(
        expected: table.types[type].expectation, found: FoundText.value(node, document)))
  }
}
