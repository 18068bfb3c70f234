import Bytes
import Document

/// Texts as JSON values of a type.
struct TextCoercion {
  let table: InputTypes

  func append(
    _ texts: [[UInt8]], as type: Int, to output: inout [UInt8]
  ) throws(CoercionError) {
    guard case .list(let item) = table.types[type].kind else {
      guard texts.count == 1 else {
        throw CoercionError(
          .severalValues(expected: table.types[type].label, count: texts.count))
      }
      let text = texts[0]
      return try append(text.span, as: type, to: &output)
    }
    output.append(0x5B)
    for (index, text) in texts.enumerated() {
      if index > 0 { output.append(ASCII.comma) }
      do throws(CoercionError) {
        try append(text.span, as: item, to: &output)
      } catch {
        throw error.inItem(index)
      }
    }
    output.append(0x5D)
  }

  /// Recurses as deep as lists are in the type.
  func append(
    _ text: Span<UInt8>, as type: Int, to output: inout [UInt8]
  ) throws(CoercionError) {
    switch table.types[type].kind {
    case .int:
      guard let number = NumberForm.int32(text) else { throw mismatch(text, type) }
      JSONWriter.append(Int(number), to: &output)
    case .float:
      guard NumberForm.isFinite(text) else { throw mismatch(text, type) }
      output.append(text)
    case .boolean:
      guard text.equals("true") || text.equals("false") else { throw mismatch(text, type) }
      output.append(text)
    case .string, .id, .any: JSONWriter.append(string: text, to: &output)
    case .enumeration(let names):
      guard names.contains(where: { $0.span.equals(text) }) else { throw mismatch(text, type) }
      JSONWriter.append(string: text, to: &output)
    case .list(let item):
      output.append(0x5B)
      try append(text, as: item, to: &output)
      output.append(0x5D)
    case .object: try appendObject(text, as: type, to: &output)
    }
  }

  /// An input object has no other text than its JSON.
  private func appendObject(
    _ text: Span<UInt8>, as type: Int, to output: inout [UInt8]
  ) throws(CoercionError) {
    let document: Document
    do throws(ScanError) {
      document = try Document.scan(text.array(), .strict, limits: .input)
    } catch {
      throw mismatch(text, type)
    }
    guard document.kind(of: 0) == .object else { throw mismatch(text, type) }
    try JSONCoercion(table: table, document: document).append(0, as: type, 0, to: &output)
  }

  private func mismatch(_ text: Span<UInt8>, _ type: Int) -> CoercionError {
    CoercionError(
      .mismatch(
        expected: table.types[type].expectation, found: FoundText.text(text)))
  }
}

extension InputTable.InputType {
  /// How a message calls it; of an enum with what there is.
  var expectation: String {
    guard case .enumeration(let names) = kind else { return label }
    let shown = names.prefix(8).map { String(decoding: $0, as: UTF8.self) }
    return label + " (" + shown.joined(separator: ", ") + (names.count > 8 ? ", …)" : ")")
  }
}
