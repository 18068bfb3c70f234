import Bytes
import HTTP
import Messages

/// What must hold for any bytes that a client sends; nil, or what did not hold.
public func fuzzHTTP1Request(_ bytes: Span<UInt8>) -> String? {
  let bytes = bytes.array()
  let tight = HTTP1Limits(
    maxHeadBytes: 96, maxFieldCount: 3, maxTargetBytes: 24, maxChunkLineBytes: 12,
    maxTrailerBytes: 24)
  return splitFault(bytes, tight) ?? splitFault(bytes, HTTP1Limits()) ?? contentFault(bytes)
}

/// However the bytes are split, the parser says the same.
private func splitFault(_ bytes: [UInt8], _ limits: HTTP1Limits) -> String? {
  let whole = RequestReading(bytes, pieces: [max(bytes.count, 1)], limits: limits)
  if let fault = whole.fault { return fault }
  let seed = bytes.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
  for pieces in [[1], [2, 3], [seed % 61 + 1, seed % 17 + 1, 1]] {
    let reading = RequestReading(bytes, pieces: pieces, limits: limits)
    if reading != whole { return "in pieces of \(pieces): \(reading), whole: \(whole)" }
  }
  return nil
}

private func contentFault(_ bytes: [UInt8]) -> String? {
  let reading = RequestReading(bytes, pieces: [max(bytes.count, 1)], limits: HTTP1Limits())
  for request in reading.requests {
    if let fault = framingFault(request) ?? fieldFault(request) ?? roundTripFault(request) {
      return fault
    }
  }
  return nil
}

/// What no accepted head may say, checked the slow way.
private func framingFault(_ request: ReadRequest) -> String? {
  let lengths = request.fields.filter { $0.known == .contentLength }
  let codings = request.fields.filter { $0.known == .transferEncoding }
  let hosts = request.fields.filter { $0.known == .host }
  if lengths.count + codings.count > 1 { return "several framings" }
  if hosts.count > 1 || hosts.isEmpty && request.version > .http10 { return "\(hosts.count) Hosts" }
  if let host = hosts.first, Authority(host.value.span) == nil { return "a bad Host" }
  switch request.framing.body {
  case .none: if !(lengths.isEmpty && codings.isEmpty) { return "an ignored framing" }
  case .length(let length):
    let digits = lengths.first.map { String(decoding: $0.value, as: UTF8.self) } ?? ""
    if UInt64(digits) != length { return "length \(length) for \(digits)" }
    if request.trailers != nil, UInt64(request.content.count) != length { return "a wrong length" }
  case .chunked:
    let coding = codings.first.map { String(decoding: $0.value, as: UTF8.self).lowercased() }
    if coding != "chunked" || request.version == .http10 { return "chunks for \(coding ?? "")" }
  }
  return nil
}

/// Names are tokens, values hold no controls and no blanks at their ends.
private func fieldFault(_ request: ReadRequest) -> String? {
  for field in request.fields + (request.trailers ?? []) {
    if FieldName(field.name.span)?.bytes != field.name { return "a bad name \(field.name)" }
    if FieldValue(field.value.span)?.bytes != field.value { return "a bad value \(field.value)" }
    if FieldName(field.name.span)?.known != field.known { return "\(field.name) is not known" }
  }
  return nil
}

/// What was accepted is written, and read again as the same.
private func roundTripFault(_ request: ReadRequest) -> String? {
  guard request.trailers != nil, let target = OriginFormTarget(request.target.bytes),
    request.version > .http10 || !request.fields.contains(where: { $0.known == .expect })
  else { return nil }
  let written = write(request, target)
  let reading = RequestReading(written, pieces: [written.count], limits: HTTP1Limits())
  guard reading.violation == nil, reading.requests.count == 1, let again = reading.requests.first
  else { return "written: \(String(decoding: written, as: UTF8.self)), read: \(reading)" }
  let isSame =
    again.method == request.method && again.target == request.target
    && again.content == request.content && again.trailers == request.trailers
    && again.framing.body == request.framing.body && kept(again.fields) == kept(request.fields)
  return isSame ? nil : "\(request) became \(again)"
}

/// The fields that a message keeps when it is passed on.
private func kept(_ fields: [ReadField]) -> [ReadField] {
  fields.filter { field in
    switch field.known {
    case .contentLength, .transferEncoding, .connection, .keepAlive, .proxyConnection, .upgrade,
      .te, .host:
      false
    default: true
    }
  }
}

private func write(_ request: ReadRequest, _ target: OriginFormTarget) -> [UInt8] {
  var output: [UInt8] = []
  var fields = headerFields(request.fields)
  if fields.firstIndex(of: .host) == nil { fields.append(.host, "a") }
  let framing: HTTP1BodyFraming =
    switch request.framing.body {
    case .none: .none
    case .length(let length): .length(length)
    case .chunked: .chunked
    }
  HTTP1Writer.writeRequest(
    method: request.method, target: target, fields: fields, framing: framing, to: &output)
  guard framing == .chunked else { return output + request.content }
  if HTTP1Writer.writeChunkHead(request.content.count, to: &output) {
    output += request.content
    HTTP1Writer.writeChunkEnd(to: &output)
  }
  HTTP1Writer.writeLastChunk(trailers: headerFields(request.trailers ?? []), to: &output)
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
