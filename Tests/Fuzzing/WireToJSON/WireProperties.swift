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
  for output in [pair.output, pair.krakend, pair.part] {
    if let fault = limitFault(wire, output) { return fault }
  }
  guard let document = try? pair.output.document(wire.span) else { return nil }
  return roundTripFault(document, pair) ?? depthFault(wire, document, pair)
}

/// What it learned of others, and how much there may be, decides about nothing but the room that a
/// message gets.
private func limitFault(_ wire: [UInt8], _ output: WireToJSON) -> String? {
  let whole = outcome(wire, output.untaught(TranscodeLimits()))
  for lesson in lessons {
    let taught = output.untaught(TranscodeLimits())
    _ = outcome(lesson, taught)
    if outcome(wire, taught) != whole { return "another outcome after a lesson" }
  }
  for limits in narrowLimits {
    let narrow = output.untaught(limits)
    _ = outcome(lessons[0], narrow)
    switch (outcome(wire, narrow), whole) {
    case (.success(let json), .success(let wholeJSON)):
      if json != wholeJSON { return "another document within limits" }
      if json.utf8.count > limits.bytes { return "more bytes than the limit" }
    case (.failure(let error), _):
      let isLimit = error.reason == .tooLarge || error.reason == .tooDeep
      if !isLimit, outcome(wire, narrow) != whole { return "another fault within limits" }
    case (.success, .failure(let error)): return "accepted within limits only: \(error)"
    }
  }
  return nil
}

private func outcome(_ wire: [UInt8], _ output: WireToJSON) -> Result<String, TranscodeError> {
  do throws(TranscodeError) { return .success(try output.document(wire.span).json) } catch {
    return .failure(error)
  }
}

/// Fields that nobody knows, so that hardly any text comes of many bytes, and less than teaches.
private let lessons: [[UInt8]] = [
  [0xA2, 0x38, 0x80, 0x20] + Array(repeating: 0x61, count: 4096),
  [0xA2, 0x38, 0x10] + Array(repeating: 0x61, count: 16),
]

private let narrowLimits = [
  TranscodeLimits(depth: 3, bytes: 64, nodes: 8), TranscodeLimits(depth: 8, bytes: 1024, nodes: 64),
]

/// A message is as deep as the text that it becomes, and the other way round; groups that nobody
/// knows come to nothing in the text.
private func depthFault(
  _ wire: [UInt8], _ document: Document, _ pair: TranscodingTypes.Pair
) -> String? {
  guard let known = try? pair.input.wire(document) else { return nil }
  for (output, input) in pair.shallow {
    let isWritten = !isTooDeep { () throws(TranscodeError) in _ = try output.document(wire.span) }
    let isAgain = !isTooDeep { () throws(TranscodeError) in _ = try output.document(known.span) }
    let isRead = !isTooDeep { () throws(TranscodeError) in _ = try input.wire(document.text) }
    if isAgain != isRead || isWritten && !isRead {
      return "deep in one direction only: \(document.json)"
    }
  }
  return nil
}

private func isTooDeep(_ work: () throws(TranscodeError) -> Void) -> Bool {
  do throws(TranscodeError) {
    try work()
    return false
  } catch {
    return error.reason == .tooDeep
  }
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
    return "\(error): \(document.json)"
  }
}
