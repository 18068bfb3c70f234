import Bytes
import CNghttp2
public import Messages

// What this side sends. Nothing leaves before `takeOutput`.
extension HTTP2Session {
  private static let none = UInt8(NGHTTP2_FLAG_NONE.rawValue)

  /// Opens a stream with a request (client). Without content, the request ends with its head; else
  /// `send` and `finish` follow. False if no stream may be opened any more.
  public func open(_ stream: HTTP2Stream, _ head: HTTP2RequestHead, hasContent: Bool) -> Bool {
    guard canOpen else { return false }
    let user = Unmanaged.passUnretained(stream).toOpaque()
    stream.isDeferred = false
    let id = HTTP2FieldLines.with(head) { lines, count in
      guard hasContent else {
        return nghttp2_submit_request(session, nil, lines, count, nil, user)
      }
      var provider = Self.provider(of: stream)
      return nghttp2_submit_request(session, nil, lines, count, &provider, user)
    }
    guard id > 0 else { return false }
    stream.id = id
    if !hasContent {
      stream.isFinished = true
      stream.hasSentEnd = true
    }
    streams[id] = stream
    meter.reward()
    return true
  }

  /// Begins an answer (server). Without content it ends with its head.
  public func respond(_ stream: HTTP2Stream, _ head: ResponseHead, hasContent: Bool) -> Bool {
    guard failure == nil, !stream.isClosed else { return false }
    return HTTP2FieldLines.with(head) { lines, count in
      guard hasContent else {
        return nghttp2_submit_response(session, stream.id, lines, count, nil)
      }
      var provider = Self.provider(of: stream)
      return nghttp2_submit_response(session, stream.id, lines, count, &provider)
    } == 0
  }

  /// Takes content, all of it: it leaves as the windows of the peer allow. Look at
  /// `HTTP2Stream.waitingCount` before you send more.
  public func send(_ bytes: Span<UInt8>, on stream: HTTP2Stream) {
    guard !stream.isClosed, !stream.isFinished, bytes.count > 0 else { return }
    stream.stage(bytes)
    wake(stream)
  }

  /// The message ends here, perhaps with trailers (server).
  public func finish(_ stream: HTTP2Stream, trailers: HeaderFields? = nil) {
    guard !stream.isClosed, !stream.isFinished else { return }
    stream.isFinished = true
    stream.outgoingTrailers = trailers
    wake(stream)
  }

  private func wake(_ stream: HTTP2Stream) {
    guard stream.isDeferred, failure == nil else { return }
    stream.isDeferred = false
    nghttp2_session_resume_data(session, stream.id)
  }

  /// Ends a stream from this side.
  public func reset(_ stream: HTTP2Stream, _ code: HTTP2ErrorCode) {
    guard failure == nil, !stream.isClosed, stream.id > 0 else { return }
    stream.isCancelled = true
    nghttp2_submit_rst_stream(session, Self.none, stream.id, code.rawValue)
  }

  /// Ends a stream from this side when the content that waits has been framed.
  public func resetWhenSent(_ stream: HTTP2Stream, _ code: HTTP2ErrorCode) {
    guard stream.waitingCount > 0, !stream.isClosed else { return reset(stream, code) }
    stream.resetsWith = code
  }

  /// So much content of the stream was consumed: the peer may send as much again.
  public func consume(_ count: Int, of stream: HTTP2Stream) {
    guard failure == nil, !stream.isClosed, !stream.isRemoteEnded, count > 0 else { return }
    nghttp2_session_consume_stream(session, stream.id, count)
  }

  /// Asks the peer whether it is there.
  public func ping() {
    guard failure == nil else { return }
    nghttp2_submit_ping(session, Self.none, nil)
  }

  /// Says that this side takes no further streams (server) or opens none (client).
  public func goAway(
    _ code: HTTP2ErrorCode = .noError, lastStream: Int32? = nil, _ words: StaticString = ""
  ) {
    guard failure == nil else { return }
    let last = lastStream ?? nghttp2_session_get_last_proc_stream_id(session)
    words.withUTF8Buffer {
      _ = nghttp2_submit_goaway(session, Self.none, last, code.rawValue, $0.baseAddress, $0.count)
    }
  }

  private static func provider(of stream: HTTP2Stream) -> nghttp2_data_provider {
    // `streams` holds the stream as long as the library may ask for its content.
    nghttp2_data_provider(
      source: nghttp2_data_source(ptr: Unmanaged.passUnretained(stream).toOpaque()),
      read_callback: { _, _, target, capacity, flags, source, user in
        guard let session = HTTP2Session.of(user), let pointer = source?.pointee.ptr, let flags
        else { return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue) }
        let stream = Unmanaged<HTTP2Stream>.fromOpaque(pointer).takeUnretainedValue()
        return session.fill(
          UnsafeMutableBufferPointer(start: target, count: capacity), from: stream, &flags.pointee)
      })
  }

  /// The library makes a DATA frame.
  private func fill(
    _ target: UnsafeMutableBufferPointer<UInt8>, from stream: HTTP2Stream, _ flags: inout UInt32
  ) -> Int {
    let count = stream.takeOutgoing(into: target)
    if count > 0 { meter.reward() }
    if stream.isFull, stream.waitingCount < HTTP2Stream.waitingMark {
      stream.isFull = false
      report(.drained(stream))
    }
    guard stream.waitingCount == 0 else { return count }
    if let code = stream.resetsWith {
      reset(stream, code)
      stream.resetsWith = nil
    }
    if stream.isFinished {
      stream.hasSentEnd = true
      flags |= NGHTTP2_DATA_FLAG_EOF.rawValue
      if let trailers = stream.outgoingTrailers {
        flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
        HTTP2FieldLines.with(trailers: trailers) { lines, lineCount in
          _ = nghttp2_submit_trailer(session, stream.id, lines, lineCount)
        }
      }
      return count
    }
    guard count == 0 else { return count }
    stream.isDeferred = true
    return Int(NGHTTP2_ERR_DEFERRED.rawValue)
  }
}
