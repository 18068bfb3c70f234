import Bytes
import Document

/// What must hold for any bytes given to the writer: as a string, and eight of them as a number.
func writerFault(_ bytes: Span<UInt8>) -> String? {
  let repaired = UTF8Text.repaired(bytes)
  if UTF8Text.firstInvalid(repaired.span) != nil { return "repaired bytes are no UTF-8" }
  if repaired != Array(String(decoding: bytes.array(), as: UTF8.self).utf8),
    UTF8Text.firstInvalid(bytes) == nil
  {
    return "repair changes right bytes"
  }
  let document = Document.string(bytes)
  if document.string(at: 0) != repaired { return "a string is not read as it was written" }
  let wrapped = Document.object([UInt8]("content"), string: bytes)
  guard case .success(let again) = scan(wrapped.text, .strict), again.tape == wrapped.tape else {
    return "a made object is not what its text says"
  }
  return htmlFault(bytes, repaired) ?? numberFault(bytes)
}

/// HTML-safe output holds none of the characters and reads as the same.
private func htmlFault(_ bytes: Span<UInt8>, _ repaired: [UInt8]) -> String? {
  var output: [UInt8] = []
  JSONWriter.append(string: bytes, .html, to: &output)
  if output.contains(where: { $0 == 0x3C || $0 == 0x3E || $0 == 0x26 }) { return "HTML survives" }
  guard case .success(let document) = scan(output, .strict), document.string(at: 0) == repaired
  else { return "an HTML-safe string is not read as it was written" }
  return nil
}

/// Numbers read back as what they were.
private func numberFault(_ bytes: Span<UInt8>) -> String? {
  guard bytes.count >= 8 else { return nil }
  var bits: UInt64 = 0
  for index in 0..<8 { bits = bits << 8 | UInt64(bytes[index]) }
  var output: [UInt8] = []
  JSONWriter.append(Int(truncatingIfNeeded: bits), to: &output)
  if Int(String(decoding: output, as: UTF8.self)) != Int(truncatingIfNeeded: bits) {
    return "a whole number is not written as it is"
  }
  let double = Double(bitPattern: bits)
  output = []
  JSONWriter.append(double, to: &output)
  guard case .success(let document) = scan(output, .strict) else { return "a number is refused" }
  if !double.isFinite { return document.kind(of: 0) == .null ? nil : "NaN is no null" }
  return Double(String(decoding: output, as: UTF8.self)) == double ? nil : "a double changes"
}
