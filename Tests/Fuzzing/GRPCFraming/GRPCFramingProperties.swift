import Bytes
import GRPCBackend
import Messages

/// What must hold of the wire layer of gRPC for any bytes: the first one says how the rest is read.
/// Nil, or what does not hold.
public func fuzzGRPCFraming(_ bytes: Span<UInt8>) -> String? {
  guard bytes.count > 0 else { return nil }
  let options = bytes[0]
  let content = bytes.extracting(1..<bytes.count).array()
  return framingFault(content, options) ?? textFault(content)
}

private struct Reading: Equatable {
  var messages: [[UInt8]] = []
  var error: GRPCFramingError?

  init(_ content: [UInt8], limit: Int, coding: GRPCCoding, piece: Int) {
    var reader = GRPCMessageReader(limit: limit, coding: coding)
    var start = 0
    do throws(GRPCFramingError) {
      while start < content.count {
        let end = min(start + piece, content.count)
        reader.append(content.span.extracting(start..<end))
        while let message = try reader.next({ $0.array() }) { messages.append(message) }
        start = end
      }
      try reader.finish()
    } catch {
      self.error = error
    }
  }
}

private func framingFault(_ content: [UInt8], _ options: UInt8) -> String? {
  let limit = 1 << Int(options >> 4)
  let coding: GRPCCoding = options & 1 == 1 ? .gzip : .identity
  let whole = Reading(content, limit: limit, coding: coding, piece: max(1, content.count))
  let cut = Reading(content, limit: limit, coding: coding, piece: Int(options >> 1 & 7) + 1)
  if whole != cut { return "in one piece: \(whole), in several: \(cut)" }
  if let long = whole.messages.first(where: { $0.count > limit }) {
    return "a message of \(long.count) bytes, limit \(limit)"
  }
  var reader = GRPCMessageReader(content: content, limit: limit, coding: coding)
  if let only = try? reader.only({ $0.array() }), whole.messages != [only] || whole.error != nil {
    return "the only message \(only) of \(whole)"
  }
  guard coding == .identity else { return nil }
  var written: [UInt8] = []
  for message in whole.messages { GRPCFraming.append(message.span, to: &written) }
  if !content.starts(with: written) { return "\(whole.messages) are written as \(written)" }
  return whole.error == nil && written.count != content.count ? "bytes were passed over" : nil
}

private func textFault(_ content: [UInt8]) -> String? {
  let text = String(decoding: content, as: UTF8.self)
  if GRPCMessageText.decode(GRPCMessageText.encode(text)) != text { return "message text \(text)" }
  _ = GRPCMessageText.decode(content)
  guard let name = FieldName("x-bin") else { return "no name" }
  var fields = HeaderFields()
  if !GRPCMetadata.append(name, content, to: &fields)
    || GRPCMetadata.values(name, in: fields) != [content]
  {
    return "binary metadata"
  }
  return statusFault(content)
}

/// A status made of anything is one, and an answer counts as good only where it says so.
private func statusFault(_ content: [UInt8]) -> String? {
  var fields = HeaderFields()
  guard let status = FieldName("grpc-status"), let details = FieldName("grpc-status-details-bin"),
    let message = FieldName("grpc-message"), let value = FieldValue(content.span)
  else { return nil }
  fields.append(status, value)
  fields.append(details, value)
  fields.append(message, value)
  let read = GRPCStatus(trailers: fields, head: ResponseHead(status: .ok))
  let digits = value.bytes.drop { $0 == ASCII.zero }
  return read.isOK && !digits.isEmpty ? "\(content) is OK" : nil
}
