import CShims
import Glibc

/// Accepts connections for one loop, on a socket of its own (SO_REUSEPORT): the kernel spreads the
/// clients over the loops, and no loop ever hands one to another. Of a Unix-domain socket each loop
/// has a duplicate: the first to come takes the client.
public final class Listener: ReadinessHandler, TimerTarget {
  /// How long accepting pauses when the process or the system has run out of descriptors or memory.
  private static let pauseNanoseconds: Int64 = 50_000_000

  private let loop: EventLoop
  private let descriptor: Int32
  private let accept: (StreamSocket, SocketAddress) -> Void
  private var token: UInt64?
  private var pause: TimerToken?
  private var isClosed = false
  /// Whether the last attempt to accept met a lack of resources.
  private var isStarved = false
  /// Asked before each connection is taken: false leaves it waiting in the kernel's queue.
  public var mayAccept: () -> Bool = { true }
  /// Hears when accepting pauses for want of resources, and why: once until it succeeds again.
  public var paused: (SystemError) -> Void = { _ in }

  /// Takes over a listening descriptor (see `ListeningSocket`).
  public init(
    _ socket: ListeningSocket, on loop: EventLoop,
    accept: @escaping (StreamSocket, SocketAddress) -> Void
  ) {
    descriptor = socket.descriptor
    self.loop = loop
    self.accept = accept
    resume()
  }

  /// Takes connections until none waits, but not more than a burst: sockets must get their turn.
  public func descriptorIsReady(_ readiness: Readiness) {
    for _ in 0..<64 {
      guard !isClosed else { return }
      guard mayAccept() else { return pauseAccepting() }
      guard acceptOne() else { return }
    }
  }

  private func acceptOne() -> Bool {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let client = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        dragoman_accept(descriptor, $0, &length)
      }
    }
    guard client >= 0 else { return acceptFailed(SystemError.last("accept4")) }
    guard let peer = SocketAddress(storage) else {
      _ = Glibc.close(client)
      return true
    }
    do {
      let socket = try StreamSocket(descriptor: client, loop: loop, connected: true)
      isStarved = false
      accept(socket, peer)
    } catch {
      return acceptFailed(error)
    }
    return true
  }

  /// A client that left before it was accepted costs one turn; a lack of resources costs a pause,
  /// since the listening socket stays readable and would make the loop spin.
  private func acceptFailed(_ error: SystemError) -> Bool {
    switch error.code {
    case EAGAIN: return false
    case EINTR, ECONNABORTED, EPROTO, ENETDOWN, EHOSTDOWN, EHOSTUNREACH, ENETUNREACH: return true
    default:
      if !isStarved { paused(error) }
      isStarved = true
      pauseAccepting()
      return false
    }
  }

  private func pauseAccepting() {
    guard let token else { return }
    loop.core.poller.remove(descriptor, token)
    self.token = nil
    pause = loop.schedule(at: loop.now.advanced(byNanoseconds: Self.pauseNanoseconds), self)
  }

  private func resume() {
    guard !isClosed, token == nil else { return }
    token = try? loop.core.poller.add(descriptor, self, levelTriggered: true)
    if token == nil {
      pause = loop.schedule(at: loop.now.advanced(byNanoseconds: Self.pauseNanoseconds), self)
    }
  }

  /// The pause is over.
  public func timerFired(_ tag: Int) {
    pause = nil
    resume()
  }

  /// Stops accepting; who waits in the kernel's queue is turned away.
  public func close() {
    guard !isClosed else { return }
    isClosed = true
    if let pause { loop.cancel(pause) }
    if let token { loop.core.poller.remove(descriptor, token) }
    token = nil
    _ = Glibc.close(descriptor)
  }
}
