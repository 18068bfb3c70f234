import Glibc

// A socket whose content passes through TLS: everything else works as before.
extension StreamSocket {
  /// Begins TLS on a connection that stands, as a client; nothing has been read or written on it.
  /// Until `tlsState` is `open` nothing can be; the observer hears whenever it may have changed.
  public func startTLS(to peer: TLSPeer) throws(TLSFailure) {
    guard !isClosed, channel == nil else { return }
    let channel = try TLSChannel(peer, descriptor: descriptor, loop: loop)
    self.channel = channel
    canSplice = false
    channel.shakeHands()
    takeHints(channel)
    if case .failed(let failure) = channel.state { throw failure }
  }

  /// How far TLS is; nil where there is none.
  public var tlsState: TLSState? { channel?.state }

  /// What TLS ended with, once a read or a write has failed; nil where it was not TLS.
  public var tlsFailure: TLSFailure? {
    if case .failed(let failure)? = channel?.state { failure } else { nil }
  }

  /// The protocol that both sides agreed on by ALPN (RFC 7301), such as `h2`; nil if they did not.
  public var applicationProtocol: String? { channel?.applicationProtocol }

  /// Whether the handshake took up an earlier session.
  public var isSessionResumed: Bool { channel?.isResumed ?? false }

  func channelIsReady(_ readiness: Readiness) {
    guard let channel else { return }
    if readiness.contains(.peerFinished) { peerFinished = true }
    if !readiness.isDisjoint(with: .hangUp) { isHungUp = true }
    channel.changed(readiness)
    takeHints(channel)
    observer?.socketChanged(readiness)
  }

  func readChannel(into buffer: IOBuffer, room: Int) -> IOResult {
    guard let channel else { return .failed(EBADF) }
    let result = channel.read(into: buffer, room: room)
    takeHints(channel)
    return result
  }

  func writeChannel(_ bytes: Span<UInt8>, more: Bool) -> IOResult {
    guard let channel else { return .failed(EBADF) }
    let result = channel.write(bytes, more: more)
    takeHints(channel)
    return result
  }

  func writeChannel(_ first: Span<UInt8>, _ second: Span<UInt8>) -> IOResult {
    let result = writeChannel(first, more: true)
    guard result == .bytes(first.count) || first.count == 0 else { return result }
    guard case .bytes(let count) = writeChannel(second, more: false) else {
      return first.count > 0 ? .bytes(first.count) : .wouldBlock
    }
    return .bytes(first.count + count)
  }

  func isChannelQuiet() -> Bool {
    guard let channel else { return false }
    let isQuiet = channel.isQuiet()
    takeHints(channel)
    return isQuiet
  }

  func closeChannel(abort: Bool) {
    channel?.close(abort: abort)
    channel = nil
  }

  private func takeHints(_ channel: TLSChannel) {
    canRead = channel.mayRead
    canWrite = channel.mayWrite
  }
}
