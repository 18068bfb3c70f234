import Bytes
import Document
import Protobuf
import WireToJSONFuzzing

/// What must hold for any bytes as JSON of a message, and as the text of a field; nil, or what did
/// not hold. The first byte chooses the type.
public func fuzzJSONToWire(_ bytes: Span<UInt8>) -> String? {
  let types = TranscodingTypes.all
  guard bytes.count > 0, !types.isEmpty else { return nil }
  let pair = types[Int(bytes[0]) % types.count]
  let text = bytes.extracting(1...).array()
  if let wire = try? pair.input.wire(text) {
    if (try? pair.lenient.wire(text)) == nil { return "only the strict reader accepts" }
    if let fault = writtenFault(wire, pair) { return fault }
  }
  if let wire = try? pair.lenient.wire(text), let fault = writtenFault(wire, pair) {
    return "lenient: " + fault
  }
  return requestFault(text, pair)
}

/// What was made of JSON is a message, whose JSON makes the same.
private func writtenFault(_ wire: [UInt8], _ pair: TranscodingTypes.Pair) -> String? {
  do throws(TranscodeError) {
    return roundTripFault(try pair.output.document(wire.span), pair)
  } catch {
    return "\(error): \(wire)"
  }
}

/// A text assigned to a field is refused or part of a message; so it is beside a body.
private func requestFault(_ text: [UInt8], _ pair: TranscodingTypes.Pair) -> String? {
  let part = Array(text.prefix(64))
  let body = try? Document.scan(text, .strict)
  for path in pair.paths {
    let assignments = [FieldAssignment(path, part), FieldAssignment(path, part)]
    if let wire = try? pair.request.wire(assignments) {
      if (try? pair.output.document(wire.span)) == nil { return "\(path.text) makes no message" }
    }
    guard let body else { continue }
    for winner in [RequestMessage.Winner.body, .assignments] {
      if let wire = try? pair.request.wire(assignments, body: body, winner: winner),
        (try? pair.output.document(wire.span)) == nil
      {
        return "\(path.text) and a body make no message"
      }
    }
  }
  return nil
}
