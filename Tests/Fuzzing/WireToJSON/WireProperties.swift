import Bytes
public import Document
import Protobuf

/// What must hold for any bytes as a message; nil, or what did not hold. The first byte chooses the
/// type.
public func fuzzWireToJSON(_ bytes: Span<UInt8>) -> String? {
  let types = TranscodingTypes.all
  guard bytes.count > 0, !types.isEmpty else { return nil }
  let pair = types[Int(bytes[0]) % types.count]
  let wire = bytes.extracting(1...).array()
  for output in [pair.output, pair.krakend, pair.text, pair.part] {
    if let document = try? output.document(wire.span), let fault = tapeFault(document) {
      return fault
    }
  }
  guard let document = try? pair.output.document(wire.span) else { return nil }
  return roundTripFault(document, pair)
}

/// The tape of a document is that of its text, which is strict JSON.
func tapeFault(_ document: Document) -> String? {
  guard let again = try? Document.scan(document.text, .strict) else {
    return "not JSON: \(document.json)"
  }
  return again.tape == document.tape ? nil : "another tape: \(document.json)"
}

/// What was written is read, and written again as the same.
public func roundTripFault(_ document: Document, _ pair: TranscodingTypes.Pair) -> String? {
  do throws(TranscodeError) {
    let wire = try pair.input.wire(document)
    let again = try pair.output.document(wire.span)
    return again.json == document.json ? nil : "\(document.json) became \(again.json)"
  } catch {
    // Lists and maps are levels in JSON, which they are not on the wire.
    return error.reason == .tooDeep ? nil : "\(error): \(document.json)"
  }
}
