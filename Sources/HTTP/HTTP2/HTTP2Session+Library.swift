import CNghttp2

// Making the library's session.
extension HTTP2Session {
  func makeLibrarySession() -> OpaquePointer? {
    var callbacks: OpaquePointer?
    guard nghttp2_session_callbacks_new(&callbacks) == 0 else { return nil }
    defer { nghttp2_session_callbacks_del(callbacks) }
    HTTP2Session.setCallbacks(callbacks)
    var option: OpaquePointer?
    guard nghttp2_option_new(&option) == 0 else { return nil }
    defer { nghttp2_option_del(option) }
    setOptions(option)
    // The session dies with this object, which it refers to without holding it.
    let user = Unmanaged.passUnretained(self).toOpaque()
    var session: OpaquePointer?
    let result =
      switch role {
      case .client: nghttp2_session_client_new2(&session, callbacks, user, option)
      case .server: nghttp2_session_server_new2(&session, callbacks, user, option)
      }
    return result == 0 ? session : nil
  }

  private func setOptions(_ option: OpaquePointer?) {
    nghttp2_option_set_no_auto_window_update(option, 1)
    nghttp2_option_set_no_closed_streams(option, 1)
    // A gRPC message may end in a blank; blanks around values are cut here (RFC 9113 §8.2.1).
    nghttp2_option_set_no_rfc9113_leading_and_trailing_ws_validation(option, 1)
    nghttp2_option_set_max_send_header_block_length(option, 1 << 20)
    // The library counts a frame again for each piece that its first nine bytes come in: the limit
    // that counts is kept here.
    nghttp2_option_set_max_continuations(option, 10 * HTTP2Session.maxContinuations)
  }

  /// The first frames: settings, and a window for the connection beyond the 65 535 bytes that it
  /// has to begin with (RFC 9113 §6.9.2).
  func submitSettings() -> Bool {
    var entries = [
      entry(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, UInt32(max(0, settings.streamWindow))),
      entry(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, UInt32(clamping: settings.maxFieldBytes)),
    ]
    switch role {
    case .client: entries.append(entry(NGHTTP2_SETTINGS_ENABLE_PUSH, 0))
    case .server:
      entries.append(
        entry(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, settings.maxConcurrentStreams))
    }
    if settings.maxFrameSize != 16_384 {
      let size = min(max(settings.maxFrameSize, 16_384), 16_777_215)
      entries.append(entry(NGHTTP2_SETTINGS_MAX_FRAME_SIZE, size))
    }
    let none = UInt8(NGHTTP2_FLAG_NONE.rawValue)
    guard nghttp2_submit_settings(session, none, entries, entries.count) == 0 else { return false }
    return nghttp2_session_set_local_window_size(session, none, 0, settings.connectionWindow) == 0
  }

  private func entry(_ id: nghttp2_settings_id, _ value: UInt32) -> nghttp2_settings_entry {
    nghttp2_settings_entry(settings_id: Int32(id.rawValue), value: value)
  }

  /// How many streams the peer bears at a time.
  public var peerMaxConcurrentStreams: Int {
    Int(nghttp2_session_get_remote_settings(session, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS))
  }

  /// Whether another stream may be opened, their number aside.
  public var canOpen: Bool {
    failure == nil && nghttp2_session_check_request_allowed(session) != 0
  }
}
