import Bytes
import HTTP
import Messages

/// What must hold for any bytes that a server sends; nil, or what did not hold.
public func fuzzHTTP1Response(_ bytes: Span<UInt8>) -> String? {
  let bytes = bytes.array()
  let tight = HTTP1Limits(
    maxHeadBytes: 96, maxFieldCount: 3, maxTargetBytes: 0, maxChunkLineBytes: 12,
    maxTrailerBytes: 24, maxInterimAnswers: 1)
  for method: Method in [.get, .head] {
    let fault =
      splitFault(bytes, method, tight) ?? splitFault(bytes, method, HTTP1Limits())
      ?? contentFault(bytes, method)
    if let fault { return "to \(method): \(fault)" }
  }
  return nil
}

/// However the bytes are split, the parser says the same.
private func splitFault(_ bytes: [UInt8], _ method: Method, _ limits: HTTP1Limits) -> String? {
  let whole = AnswerReading(bytes, to: method, pieces: [max(bytes.count, 1)], limits: limits)
  if let fault = whole.fault { return fault }
  let seed = bytes.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
  for pieces in [[1], [2, 3], [seed % 61 + 1, seed % 17 + 1, 1]] {
    let reading = AnswerReading(bytes, to: method, pieces: pieces, limits: limits)
    if reading != whole { return "in pieces of \(pieces): \(reading), whole: \(whole)" }
  }
  return nil
}

private func contentFault(_ bytes: [UInt8], _ method: Method) -> String? {
  let reading = AnswerReading(
    bytes, to: method, pieces: [max(bytes.count, 1)], limits: HTTP1Limits())
  for answer in reading.interim + [reading.final].compactMap({ $0 }) {
    if let fault = fieldFault(answer) { return fault }
  }
  for answer in reading.interim where !answer.status.isInformational { return "a final interim" }
  guard let final = reading.final else { return nil }
  if final.status.isInformational { return "an interim final" }
  if reading.violation != nil, reading.canReuse { return "a violation leaves the connection open" }
  return framingFault(final, method, reading) ?? roundTripFault(final, method)
}

/// What an accepted head means, checked the slow way (RFC 9112 §6.3).
private func framingFault(
  _ answer: ReadAnswer, _ method: Method, _ reading: AnswerReading
) -> String? {
  let lengths = answer.fields.filter { $0.known == .contentLength }
  let codings = answer.fields.filter { $0.known == .transferEncoding }
  if lengths.count + codings.count > 1 { return "several framings" }
  let body: HTTP1BodyFraming =
    if method == .head || answer.status.forbidsBody { .none } else if !codings.isEmpty {
      .chunked
    } else if let length = lengths.first {
      .length(UInt64(String(decoding: length.value, as: UTF8.self)) ?? .max)
    } else {
      .untilClose
    }
  if answer.framing?.body != body { return "\(body) was read as \(answer.framing as Any)" }
  if body == .untilClose, reading.leftOver > 0 || reading.canReuse { return "an end too early" }
  if body == .none, !answer.content.isEmpty { return "a body where none can be" }
  if case .length(let length) = body, answer.trailers != nil,
    UInt64(answer.content.count) != length
  {
    return "a wrong length"
  }
  return nil
}

/// Names are tokens, values hold no controls and no blanks at their ends.
private func fieldFault(_ answer: ReadAnswer) -> String? {
  for field in answer.fields + (answer.trailers ?? []) {
    if FieldName(field.name.span)?.bytes != field.name { return "a bad name \(field.name)" }
    if FieldValue(field.value.span)?.bytes != field.value { return "a bad value \(field.value)" }
    if FieldName(field.name.span)?.known != field.known { return "\(field.name) is not known" }
  }
  return nil
}

/// What was accepted is written, and read again as the same.
private func roundTripFault(_ answer: ReadAnswer, _ method: Method) -> String? {
  guard answer.trailers != nil, let framing = answer.framing else { return nil }
  let written = write(answer, framing)
  let reading = AnswerReading(
    written, to: method, pieces: [written.count], limits: HTTP1Limits())
  guard reading.violation == nil, reading.interim.isEmpty, reading.leftOver == 0,
    let again = reading.final
  else { return "written: \(String(decoding: written, as: UTF8.self)), read: \(reading)" }
  let isSame =
    again.status == answer.status && again.content == answer.content
    && again.trailers == answer.trailers && again.framing?.body == framing.body
    && kept(again.fields) == kept(answer.fields)
  return isSame ? nil : "\(answer) became \(again)"
}

/// The fields that a message keeps when it is passed on.
private func kept(_ fields: [ReadField]) -> [ReadField] {
  fields.filter { field in
    switch field.known {
    case .contentLength, .transferEncoding, .connection, .keepAlive, .proxyConnection, .upgrade,
      .te:
      false
    default: true
    }
  }
}

private func write(_ answer: ReadAnswer, _ framing: HTTP1ResponseFraming) -> [UInt8] {
  var output: [UInt8] = []
  let head = ResponseHead(status: answer.status, fields: headerFields(answer.fields))
  let noDate: [UInt8] = []
  HTTP1Writer.writeResponseHead(
    head, framing: framing.body, answering: .http11, closes: framing.body == .untilClose,
    date: noDate.span, to: &output)
  guard framing.body == .chunked else { return output + answer.content }
  if HTTP1Writer.writeChunkHead(answer.content.count, to: &output) {
    output += answer.content
    HTTP1Writer.writeChunkEnd(to: &output)
  }
  HTTP1Writer.writeLastChunk(trailers: headerFields(answer.trailers ?? []), to: &output)
  return output
}

private func headerFields(_ fields: [ReadField]) -> HeaderFields {
  var section = HeaderFields()
  for field in fields {
    guard let name = FieldName(field.name.span), let value = FieldValue(field.value.span) else {
      continue
    }
    section.append(name, value)
  }
  return section
}
