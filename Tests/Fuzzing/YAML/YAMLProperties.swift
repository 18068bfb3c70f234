import Bytes
import Document
import Encodings

/// What must hold for any bytes: as YAML they give a right document or an error; a document, and
/// any JSON, reads as the same again when it was written as YAML. Nil, or what did not hold.
public func fuzzYAML(_ bytes: Span<UInt8>) -> String? {
  if let document = try? YAMLDecoder.decode(bytes) {
    guard let again = try? Document.scan(document.text), again.tape == document.tape else {
      return "a decoded document is not what its text says"
    }
    if let fault = writingFault(document) { return "YAML: \(fault)" }
  }
  guard let document = try? Document.scan(bytes.array(), .firstValue) else { return nil }
  return writingFault(document)
}

private func writingFault(_ document: Document) -> String? {
  var written: [UInt8] = []
  guard YAMLEncoder.append(document, to: &written) else { return nil }
  if written.last != 0x0A { return "no final line break" }
  do {
    let reread = try YAMLDecoder.decode(written.span)
    let isSame = comparable(reread) == comparable(document)
    return isSame ? nil : "reads as something else: \(String(decoding: written, as: UTF8.self))"
  } catch {
    return "\(error): \(String(decoding: written, as: UTF8.self))"
  }
}

/// Sorted JSON in which numbers are texts: the encoder writes most of them as such.
private func comparable(_ document: Document) -> [UInt8] {
  var builder = DocumentBuilder()
  var ends: [Int] = []
  var index = 0
  while index < document.tape.count {
    while let end = ends.last, end <= index {
      builder.end()
      ends.removeLast()
    }
    append(index, of: document, &builder, &ends)
    index += 1
  }
  var text: [UInt8] = []
  let whole = builder.finish()
  JSONWriter.append(sorted: 0, of: whole, to: &text)
  return text
}

private func append(
  _ index: Int, of document: Document, _ builder: inout DocumentBuilder, _ ends: inout [Int]
) {
  let node = document.tape[index]
  switch node.kind {
  case .object:
    builder.beginObject()
    ends.append(Int(node.next))
  case .array:
    builder.beginArray()
    ends.append(Int(node.next))
  case .string:
    let text = document.string(at: index)
    if isName(index, document, ends.last) {
      builder.append(name: text.span)
    } else {
      builder.append(string: text.span)
    }
  case .number: builder.append(string: document.slice(of: index).span)
  case .true, .false: builder.append(node.kind == .true)
  case .null: builder.appendNull()
  }
}

/// A name is followed by a colon.
private func isName(_ index: Int, _ document: Document, _ end: Int?) -> Bool {
  guard end != nil else { return false }
  var offset = Int(document.tape[index].end)
  while offset < document.text.count, document.text[offset] <= 0x20 { offset += 1 }
  return offset < document.text.count && document.text[offset] == 0x3A
}
