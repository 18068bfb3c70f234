import COpenSSL

/// TLS on one connection, without its socket: records that came in, content out, and the other way
/// round. All decisions of the protocol are OpenSSL's.
struct TLSEngine: ~Copyable {
  /// What a step came to.
  enum Outcome: Equatable {
    /// The handshake is done; or so many bytes of content were read or written.
    case bytes(Int)
    /// More of what the peer sends is needed.
    case needsInput
    /// The peer has said that it will send no more.
    case ended
    /// It is over.
    case failed(TLSFailure)
  }

  /// The most content that is taken at once: three records (RFC 8446 §5.1).
  static let maxContent = 3 << 14

  private let ssl: OpaquePointer
  // Unsafe: it belongs to `ssl` and lives as long.
  private let wire: UnsafeMutablePointer<dragoman_wire>
  private let peer: TLSPeer

  /// Begins as a client; `advance` makes the first step.
  init(_ peer: TLSPeer) throws(TLSFailure) {
    let openssl = dragoman_openssl().pointee
    openssl.ERR_clear_error()
    guard let ssl = openssl.SSL_new(peer.context.pointer) else { throw .noted(peer.name) }
    guard let wire = dragoman_wire_attach(ssl), peer.prepare(ssl) else {
      openssl.SSL_free(ssl)
      throw .noted(peer.name)
    }
    self.ssl = ssl
    self.wire = wire
    self.peer = peer
  }

  deinit { dragoman_openssl().pointee.SSL_free(ssl) }
}

// Steps.
extension TLSEngine {
  /// Goes on with the handshake, until it needs more input.
  mutating func advance(_ input: IOBuffer?) -> Outcome {
    step(input) { openssl, ssl in openssl.SSL_do_handshake(ssl) }
  }

  /// Reads up to `room` bytes of content behind what `output` holds, out of one record.
  mutating func read(_ input: IOBuffer?, into output: IOBuffer, room: Int) -> Outcome {
    let end = output.end
    let count = Int32(clamping: min(room, IOBuffer.capacity - end))
    let outcome = output.bytes.withUnsafeMutableBytes { bytes in
      // Unsafe: `end` and `count` lie within the capacity, which is the length of `bytes`.
      let start = bytes.baseAddress.map { $0 + end }
      return step(input) { openssl, ssl in openssl.SSL_read(ssl, start, count) }
    }
    if case .bytes(let count) = outcome { output.end += count }
    return outcome
  }

  /// Takes in what is no content; `bytes` where there is content to be read.
  mutating func look(_ input: IOBuffer?) -> Outcome {
    var byte: UInt8 = 0
    return step(input) { openssl, ssl in openssl.SSL_peek(ssl, &byte, 1) }
  }

  /// Makes records of content, which must not be empty, and at most `maxContent`.
  mutating func write(_ content: Span<UInt8>) -> Outcome {
    let count = Int32(clamping: content.count)
    return content.withUnsafeBytes { bytes in
      step(nil) { openssl, ssl in openssl.SSL_write(ssl, bytes.baseAddress, count) }
    }
  }

  /// Says that nothing more will be sent.
  mutating func finish() {
    let openssl = dragoman_openssl().pointee
    openssl.ERR_clear_error()
    _ = openssl.SSL_shutdown(ssl)
  }

  /// Calls OpenSSL with a window on what has come in, and takes the consumed part out of it.
  private mutating func step(
    _ input: IOBuffer?, _ call: (dragoman_openssl, OpaquePointer) -> Int32
  ) -> Outcome {
    let openssl = dragoman_openssl().pointee
    openssl.ERR_clear_error()
    guard let input, !input.isEmpty else { return outcome(call(openssl, ssl)) }
    let (wire, ssl) = (wire, ssl)
    let result = input.bytes.withUnsafeBytes { bytes in
      // Unsafe: the window is closed again before the bytes may move.
      let window = UnsafeRawBufferPointer(rebasing: bytes[input.start..<input.end])
      wire.pointee.input = window.bindMemory(to: UInt8.self).baseAddress
      wire.pointee.input_count = window.count
      return call(openssl, ssl)
    }
    input.start = input.end - min(wire.pointee.input_count, input.count)
    wire.pointee.input = nil
    wire.pointee.input_count = 0
    return outcome(result)
  }

  private func outcome(_ result: Int32) -> Outcome {
    if result > 0 { return .bytes(Int(result)) }
    let openssl = dragoman_openssl().pointee
    switch openssl.SSL_get_error(ssl, result) {
    case SSL_ERROR_WANT_READ: return .needsInput
    case SSL_ERROR_ZERO_RETURN: return .ended
    default: return .failed(failure)
    }
  }

  private var failure: TLSFailure {
    let openssl = dragoman_openssl().pointee
    peer.forgetSessions()
    let result = openssl.SSL_get_verify_result(ssl)
    guard peer.context.verifies, result != Int(X509_V_OK) else { return .noted(peer.name) }
    openssl.ERR_clear_error()
    return .unverified(peer.name, result)
  }
}

// What has been agreed on, and what is to be sent.
extension TLSEngine {
  /// Whether content has been decoded that nobody has read.
  var holdsContent: Bool { dragoman_openssl().pointee.SSL_pending(ssl) > 0 }

  /// Whether the handshake took up an earlier session.
  var isResumed: Bool { dragoman_openssl().pointee.SSL_session_reused(ssl) == 1 }

  /// What ALPN chose; nil if nothing.
  var applicationProtocol: String? {
    var name: UnsafePointer<UInt8>?
    var count: UInt32 = 0
    dragoman_openssl().pointee.SSL_get0_alpn_selected(ssl, &name, &count)
    guard let name, count > 0 else { return nil }
    // Unsafe: OpenSSL tells the length of what it points to.
    return String(decoding: UnsafeBufferPointer(start: name, count: Int(count)), as: UTF8.self)
  }

  /// Whether records wait to be sent.
  var holdsOutput: Bool { wire.pointee.output_end > wire.pointee.output_start }

  /// Shows the records that wait; what `body` returns has been sent, if that is more than nothing.
  mutating func send(_ body: (UnsafeRawBufferPointer) -> Int) -> Int {
    let wire = wire
    // Unsafe: the wire's own memory, between the offsets that it keeps.
    let start = wire.pointee.output.map { $0 + wire.pointee.output_start }
    let count = wire.pointee.output_end - wire.pointee.output_start
    let sent = body(UnsafeRawBufferPointer(start: start, count: count))
    if sent > 0 { dragoman_wire_sent(wire, sent) }
    return sent
  }
}
