import Bytes
import CNghttp2
import Messages

// What the library reports while it is fed. It is called back on the way through `receive` and
// `takeOutput`; nothing here calls out, events are kept for later.
extension HTTP2Session {
  private static let goOn: Int32 = 0
  private static let fatal = NGHTTP2_ERR_CALLBACK_FAILURE.rawValue
  private static let refuse = NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue

  /// The session that a callback is for: the one that feeds the library right now, and so lives.
  static func of(_ user: UnsafeMutableRawPointer?) -> HTTP2Session? {
    user.map { Unmanaged<HTTP2Session>.fromOpaque($0).takeUnretainedValue() }
  }

  static func setCallbacks(_ callbacks: OpaquePointer?) {
    nghttp2_session_callbacks_set_on_begin_frame_callback(callbacks) { _, header, user in
      guard let header, let session = HTTP2Session.of(user) else { return HTTP2Session.goOn }
      return session.frameBegins(header.pointee)
    }
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks) { _, frame, user in
      guard let frame, let session = HTTP2Session.of(user) else { return HTTP2Session.goOn }
      return session.sectionBegins(frame.pointee.hd.stream_id, frame.pointee.headers.cat)
    }
    nghttp2_session_callbacks_set_on_header_callback(callbacks) {
      _, _, name, nameLength, value, valueLength, _, user in
      guard let session = HTTP2Session.of(user) else { return HTTP2Session.goOn }
      // Both point to so many bytes during the call.
      return session.field(
        UnsafeBufferPointer(start: name, count: nameLength),
        UnsafeBufferPointer(start: value, count: valueLength))
    }
    nghttp2_session_callbacks_set_on_invalid_header_callback(callbacks) {
      _, _, _, _, _, _, _, user in
      guard let session = HTTP2Session.of(user) else { return HTTP2Session.goOn }
      return session.object(.badField)
    }
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks) { _, frame, user in
      guard let frame, let session = HTTP2Session.of(user) else { return HTTP2Session.goOn }
      return session.frameEnds(frame)
    }
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks) {
      _, _, id, data, count, user in
      guard let session = HTTP2Session.of(user) else { return HTTP2Session.goOn }
      return session.content(of: id, UnsafeRawPointer(data), count)
    }
    setEndCallbacks(callbacks)
  }

  private static func setEndCallbacks(_ callbacks: OpaquePointer?) {
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks) { _, id, code, user in
      HTTP2Session.of(user)?.close(id, HTTP2ErrorCode(rawValue: code))
      return HTTP2Session.goOn
    }
    nghttp2_session_callbacks_set_on_frame_not_send_callback(callbacks) { _, frame, _, user in
      guard let frame, let session = HTTP2Session.of(user) else { return HTTP2Session.goOn }
      if frame.pointee.hd.type == NGHTTP2_HEADERS.rawValue,
        frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST
      {
        session.close(frame.pointee.hd.stream_id, .refusedStream)
      }
      return HTTP2Session.goOn
    }
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(callbacks) {
      _, frame, code, user in
      guard let frame, let session = HTTP2Session.of(user) else { return HTTP2Session.goOn }
      let words = String(cString: nghttp2_strerror(code))
      session.streams[frame.pointee.hd.stream_id]?.violation = .malformed(words)
      return session.countOdd()
    }
    nghttp2_session_callbacks_set_error_callback2(callbacks) { _, _, words, count, user in
      // What the peer sent may stand in it: bounded, and decoded as text.
      let bytes = UnsafeRawBufferPointer(start: words, count: min(count, 200))
      HTTP2Session.of(user)?.complaint = String(decoding: bytes, as: UTF8.self)
      return HTTP2Session.goOn
    }
  }

  /// The stream of this number; the library keeps the pointer that `streams` keeps alive.
  private func stream(_ id: Int32) -> HTTP2Stream? {
    nghttp2_session_get_stream_user_data(session, id).map {
      Unmanaged<HTTP2Stream>.fromOpaque($0).takeUnretainedValue()
    }
  }

  private func frameBegins(_ header: nghttp2_frame_hd) -> Int32 {
    switch UInt32(header.type) {
    case NGHTTP2_DATA.rawValue, NGHTTP2_HEADERS.rawValue, NGHTTP2_WINDOW_UPDATE.rawValue:
      return Self.goOn
    case NGHTTP2_CONTINUATION.rawValue:
      continuationCount += 1
      guard continuationCount > Self.maxContinuations else { return Self.goOn }
      fail(.flood)
      return Self.fatal
    default: return countOdd()
    }
  }

  private func countOdd() -> Int32 {
    if meter.count() { return Self.goOn }
    fail(.flood)
    return Self.fatal
  }

  private func sectionBegins(_ id: Int32, _ category: nghttp2_headers_category) -> Int32 {
    continuationCount = 0
    if role == .server, category == NGHTTP2_HCAT_REQUEST {
      let stream = HTTP2Stream()
      stream.id = id
      streams[id] = stream
      nghttp2_session_set_stream_user_data(
        session, id, Unmanaged.passUnretained(stream).toOpaque())
      sectionStream = stream
    } else {
      sectionStream = stream(id)
    }
    sectionStream?.section.begin()
    return Self.goOn
  }

  private func field(
    _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
  ) -> Int32 {
    let violation = sectionStream?.section.append(
      name.span, value.span, limit: settings.maxFieldBytes)
    guard let violation else { return Self.goOn }
    return object(violation)
  }

  /// The message that is coming in is no good: its stream is reset, the connection goes on.
  private func object(_ violation: HTTP2Violation) -> Int32 {
    guard let stream = sectionStream else { return Self.goOn }
    stream.violation = stream.violation ?? violation
    // Resets that a peer provokes cost as much as those that it sends.
    guard countOdd() == Self.goOn else { return Self.fatal }
    nghttp2_submit_rst_stream(
      session, UInt8(NGHTTP2_FLAG_NONE.rawValue), stream.id, violation.code.rawValue)
    return Self.refuse
  }

  private func content(of id: Int32, _ data: UnsafeRawPointer?, _ count: Int) -> Int32 {
    contentCount += count
    guard let stream = stream(id), let data, let base = input.baseAddress else { return Self.goOn }
    // What follows a fault goes nowhere: the reset of the stream may still wait to be sent.
    guard stream.violation == nil else { return Self.goOn }
    let offset = data - base
    // The library shows content where it lies in what it was fed.
    guard offset >= 0, count >= 0, offset + count <= input.count else { return Self.fatal }
    meter.reward()
    report(.data(stream, offset..<offset + count))
    return Self.goOn
  }

  private func frameEnds(_ frame: UnsafePointer<nghttp2_frame>) -> Int32 {
    let header = frame.pointee.hd
    let ends = header.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    switch UInt32(header.type) {
    case NGHTTP2_DATA.rawValue:
      if ends { return ended(stream(header.stream_id)) }
      return header.length <= frame.pointee.data.padlen ? countOdd() : Self.goOn
    case NGHTTP2_HEADERS.rawValue: return sectionEnds(ends: ends)
    case NGHTTP2_RST_STREAM.rawValue:
      let code = HTTP2ErrorCode(rawValue: frame.pointee.rst_stream.error_code)
      stream(header.stream_id)?.peerReset = code
    case NGHTTP2_SETTINGS.rawValue where header.flags & Self.acknowledges == 0:
      hasPeerSettings = true
      report(.settings)
    case NGHTTP2_PING.rawValue where header.flags & Self.acknowledges != 0: report(.pong)
    case NGHTTP2_GOAWAY.rawValue:
      report(
        .goAway(
          lastStream: frame.pointee.goaway.last_stream_id,
          HTTP2ErrorCode(rawValue: frame.pointee.goaway.error_code)))
    // Tiny steps make this side send tiny frames.
    case NGHTTP2_WINDOW_UPDATE.rawValue
    where frame.pointee.window_update.window_size_increment < 256:
      return countOdd()
    default: break
    }
    return Self.goOn
  }

  private static let acknowledges = UInt8(NGHTTP2_FLAG_ACK.rawValue)

  private func ended(_ stream: HTTP2Stream?) -> Int32 {
    guard let stream, !stream.isRemoteEnded, stream.violation == nil else { return Self.goOn }
    stream.isRemoteEnded = true
    report(.ended(stream))
    return Self.goOn
  }

  /// A field section is complete: the head of a message, an interim one, or trailers.
  private func sectionEnds(ends: Bool) -> Int32 {
    guard let stream = sectionStream else { return Self.goOn }
    sectionStream = nil
    guard stream.violation == nil else { return Self.goOn }
    if stream.hasHead {
      report(.trailers(stream, stream.section.takeFields()))
    } else if role == .server {
      stream.hasHead = true
      report(.request(stream, stream.section.takeRequest()))
    } else if let status = stream.section.status.flatMap({ Status($0) }) {
      // Interim answers (RFC 9110 §15.2) say nothing that the gateway passes on.
      guard !status.isInformational else { return countOdd() }
      stream.hasHead = true
      meter.reward()
      let fields = stream.section.takeFields()
      report(.head(stream, ResponseHead(status: status, version: .http2, fields: fields)))
    } else {
      stream.violation = .badStatus
      reset(stream, .protocolError)
      return Self.goOn
    }
    return ends ? ended(stream) : Self.goOn
  }
}
