import Bytes
import Document
import Encodings

/// What must hold for any bytes: as XML they give a right document or an error, and what is written
/// reads as the same again; as JSON, whatever is written is well-formed XML. Nil, or what did not
/// hold.
public func fuzzXML(_ bytes: Span<UInt8>) -> String? {
  readingFault(bytes) ?? writingFault(bytes)
}

private func readingFault(_ bytes: Span<UInt8>) -> String? {
  guard let document = decoded(bytes) else { return nil }
  guard let again = try? Document.scan(document.text), again.tape == document.tape else {
    return "a decoded document is not what its text says"
  }
  if document.count(of: 0) != 1 { return "not one root element" }
  guard !isChanged(document) else { return nil }
  var written: [UInt8] = []
  guard XMLEncoder.append(document, to: &written) else { return "XML grows too long" }
  guard let reread = decoded(written.span) else { return "what was written is not read" }
  return sorted(reread) == sorted(document) ? nil : "what was written reads as something else"
}

/// Prefixes inside of local names, what only a prefix lets begin a name, and line breaks, which XML
/// does not keep in attributes, are lost on the way.
private func isChanged(_ document: Document) -> Bool {
  for index in document.tape.indices where document.kind(of: index) == .string {
    let text = document.slice(of: index)
    if text.contains(0x3A) || text.contains(0x5C) { return true }
    // A name has its colon right behind it.
    let end = document.range(of: index).upperBound
    guard end < document.text.count, document.text[end] == 0x3A else { continue }
    var name = text.dropFirst().dropLast()
    if name.first == 0x2D { name = name.dropFirst() }
    guard let first = name.first, ASCII.isLetter(first) || first == 0x5F else { return true }
  }
  return false
}

/// Any JSON becomes XML that can be read; several roots are one inside of another element.
private func writingFault(_ bytes: Span<UInt8>) -> String? {
  guard let document = try? Document.scan(bytes.array(), .firstValue, limits: shallow) else {
    return nil
  }
  var written = [UInt8]("<all>")
  guard XMLEncoder.append(document, to: &written) else { return nil }
  written.append("</all>")
  // More attributes than a reader takes.
  if document.tape.count > 256 { return nil }
  do {
    _ = try XMLDecoder.decode(written.span)
    return nil
  } catch {
    return "\(error): \(String(decoding: written, as: UTF8.self))"
  }
}

private let shallow = DocumentLimits(depth: 64)

private func decoded(_ bytes: Span<UInt8>) -> Document? { try? XMLDecoder.decode(bytes) }

private func sorted(_ document: Document) -> [UInt8] {
  var text: [UInt8] = []
  JSONWriter.append(sorted: 0, of: document, to: &text)
  return text
}
