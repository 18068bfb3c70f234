import Bytes
import CShims
import Glibc

/// Hears what happens on a socket, on the loop's thread.
public protocol SocketObserver: AnyObject {
  /// There may be something new to read or room to write, or the peer has gone: look at the
  /// socket's properties.
  func socketChanged(_ readiness: Readiness)
}

/// A connected (or connecting) socket of one loop, TCP or Unix-domain: non-blocking, registered
/// once and edge-triggered, so that the hints below say whether a system call is worth trying.
public final class StreamSocket: ReadinessHandler {
  /// The loop whose thread alone may touch the socket.
  public let loop: EventLoop
  let descriptor: Int32
  @exclusivity(unchecked) private var token: UInt64 = 0
  /// Who hears of changes; let go of on `close`.
  @exclusivity(unchecked) public var observer: (any SocketObserver)?
  /// Whether a read may bring something.
  @exclusivity(unchecked) public internal(set) var canRead: Bool
  /// Whether a write may take something.
  @exclusivity(unchecked) public internal(set) var canWrite: Bool
  /// Whether the peer said that it will send no more.
  @exclusivity(unchecked) public internal(set) var peerFinished = false
  /// Whether the connection is gone in both directions, or broken.
  @exclusivity(unchecked) public internal(set) var isHungUp = false
  /// Whether `close` was called.
  @exclusivity(unchecked) public private(set) var isClosed = false
  /// Whether its bytes can pass through pipes, as far as is known.
  @exclusivity(unchecked) public internal(set) var canSplice = true
  /// TLS between the descriptor and the content; nil where content is sent as it is.
  @exclusivity(unchecked) var channel: TLSChannel?

  /// Takes over a non-blocking descriptor.
  init(descriptor: Int32, loop: EventLoop, connected: Bool) throws(SystemError) {
    self.descriptor = descriptor
    self.loop = loop
    canRead = connected
    canWrite = connected
    do {
      token = try loop.core.poller.add(descriptor, self, levelTriggered: false)
    } catch {
      _ = Glibc.close(descriptor)
      throw error
    }
  }

  /// Begins to connect. The observer hears when it is done; then ask `connectionError`.
  public static func connect(
    to address: SocketAddress, on loop: EventLoop, keepAliveSeconds: Int32 = 0
  ) throws(SystemError) -> StreamSocket {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let descriptor = Glibc.socket(address.family, type | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SystemError.last("socket") }
    if address.family != AF_UNIX { prepare(descriptor, keepAliveSeconds: keepAliveSeconds) }
    let result = address.withSystemAddress { Glibc.connect(descriptor, $0, $1) }
    if result != 0, dragoman_errno() != EINPROGRESS {
      let error = SystemError.last("connect")
      _ = Glibc.close(descriptor)
      throw error
    }
    return try StreamSocket(descriptor: descriptor, loop: loop, connected: result == 0)
  }

  private static func prepare(_ descriptor: Int32, keepAliveSeconds: Int32) {
    SocketOption.set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    guard keepAliveSeconds > 0 else { return }
    SocketOption.set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1)
    SocketOption.set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPIDLE, keepAliveSeconds)
    SocketOption.set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPINTVL, keepAliveSeconds)
  }

  /// After the observer heard: nil when the connection stands, else why it does not.
  public func connectionError() -> SystemError? {
    let code = SocketOption.get(descriptor, SOL_SOCKET, SO_ERROR)
    if code != 0 { return SystemError(call: "connect", code: code) }
    return isConnectedToItself ? SystemError(call: "connect", code: ECONNREFUSED) : nil
  }

  /// Where nobody listens on a port of this machine that the system may give to clients, it may
  /// give it to this very socket, which then meets itself.
  private var isConnectedToItself: Bool {
    let local = SocketAddress.filled { getsockname(descriptor, $0, $1) }
    guard let local else { return false }
    return local == SocketAddress.filled { getpeername(descriptor, $0, $1) }
  }

  /// Passes readiness on to the hints and the observer.
  public func descriptorIsReady(_ readiness: Readiness) {
    if channel != nil { return channelIsReady(readiness) }
    if !readiness.isDisjoint(with: [.readable, .peerFinished, .hangUp]) { canRead = true }
    if !readiness.isDisjoint(with: [.writable, .hangUp]) { canWrite = true }
    if readiness.contains(.peerFinished) { peerFinished = true }
    if !readiness.isDisjoint(with: .hangUp) { isHungUp = true }
    observer?.socketChanged(readiness)
  }

  /// Reads behind what the buffer holds. A short read means that the socket is empty, so the next
  /// attempt waits for an event — unless the end is known to be near. At most `limit` bytes.
  public func read(into buffer: IOBuffer, limit: Int = IOBuffer.capacity) -> IOResult {
    guard !isClosed else { return .failed(EBADF) }
    let room = min(limit, IOBuffer.capacity - buffer.end)
    guard room > 0 else { return .wouldBlock }
    if channel != nil { return readChannel(into: buffer, room: room) }
    let end = buffer.end
    let count = buffer.bytes.withUnsafeMutableBytes { bytes in
      // `end` is at most the capacity, which is the length of `bytes`.
      recv(descriptor, bytes.baseAddress.map { $0 + end }, room, 0)
    }
    if count > 0 {
      buffer.end += count
      if count < room, !peerFinished, !isHungUp { canRead = false }
      return .bytes(count)
    }
    if count == 0 { return .end }
    return failure { canRead = false }
  }

  /// Writes one piece. `more` says that another follows at once: the system may wait for it.
  public func write(_ bytes: Span<UInt8>, more: Bool = false) -> IOResult {
    guard !isClosed else { return .failed(EBADF) }
    if channel != nil { return writeChannel(bytes, more: more) }
    let flags = more ? flags | Int32(MSG_MORE) : flags
    let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, flags) }
    return written(count, of: bytes.count)
  }

  /// Writes two pieces, one behind the other, in one system call.
  public func write(_ first: Span<UInt8>, _ second: Span<UInt8>) -> IOResult {
    guard !isClosed else { return .failed(EBADF) }
    if channel != nil { return writeChannel(first, second) }
    let count = first.withUnsafeBytes { first in
      second.withUnsafeBytes { second in send(gathering: first, second) }
    }
    return written(count, of: first.count + second.count)
  }

  /// Whether nothing has arrived that was not read, not even the end. Asks the system.
  public func isQuiet() -> Bool {
    guard !isClosed else { return false }
    if channel != nil { return isChannelQuiet() }
    var byte: UInt8 = 0
    let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
    guard count < 0, dragoman_errno() == EAGAIN else { return false }
    canRead = false
    return true
  }

  private var flags: Int32 { Int32(MSG_NOSIGNAL) }

  private func send(
    gathering first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
  ) -> Int {
    // The system only reads what the vectors point to, despite the mutable pointer in their type.
    var vectors: [2 of iovec] = [
      iovec(iov_base: UnsafeMutableRawPointer(mutating: first.baseAddress), iov_len: first.count),
      iovec(iov_base: UnsafeMutableRawPointer(mutating: second.baseAddress), iov_len: second.count),
    ]
    return withUnsafeMutableBytes(of: &vectors) { bytes in
      var message = msghdr()
      message.msg_iov = bytes.bindMemory(to: iovec.self).baseAddress
      message.msg_iovlen = 2
      return sendmsg(descriptor, &message, flags)
    }
  }

  private func written(_ count: Int, of wanted: Int) -> IOResult {
    if count >= 0 {
      if count < wanted { canWrite = false }
      return count == 0 && wanted > 0 ? .wouldBlock : .bytes(count)
    }
    return failure { canWrite = false }
  }

  func failure(_ blocked: () -> Void) -> IOResult {
    let code = dragoman_errno()
    if code == EAGAIN || code == EINTR {
      if code == EAGAIN { blocked() }
      return .wouldBlock
    }
    return .failed(code)
  }

  /// Says that nothing more will be sent.
  public func finishWriting() {
    guard !isClosed else { return }
    channel?.finish()
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Closes. With `abort` the peer gets a reset at once, and unsent bytes are dropped.
  public func close(abort: Bool = false) {
    guard !isClosed else { return }
    isClosed = true
    observer = nil
    if channel != nil { closeChannel(abort: abort) }
    if abort { SocketOption.setLinger(descriptor) }
    loop.core.poller.forget(token)
    _ = Glibc.close(descriptor)
  }
}
