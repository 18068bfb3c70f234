import CShims
import Glibc

/// What happened on a descriptor, as epoll tells it.
public struct Readiness: OptionSet, Sendable {
  /// The bits of `epoll_event.events`.
  public let rawValue: UInt32

  /// Takes the bits of `epoll_event.events`.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// There is something to read, or the end.
  public static let readable = Readiness(rawValue: EPOLLIN.rawValue)
  /// There is room to write.
  public static let writable = Readiness(rawValue: EPOLLOUT.rawValue)
  /// The peer will send no more: it closed, or shut its sending side.
  public static let peerFinished = Readiness(rawValue: EPOLLRDHUP.rawValue)
  /// The connection is gone in both directions, or broken.
  public static let hangUp = Readiness(rawValue: EPOLLHUP.rawValue | EPOLLERR.rawValue)
}

/// Hears of its descriptor's readiness, on the loop's thread.
public protocol ReadinessHandler: AnyObject {
  /// Something happened. Edge-triggered unless registered otherwise: what is not dealt with now is
  /// not reported again.
  func descriptorIsReady(_ readiness: Readiness)
}

/// epoll, with handlers in slots: an event that was fetched before its descriptor was closed finds
/// another generation in the slot and is dropped.
struct Poller {
  private struct Slot {
    var handler: (any ReadinessHandler)?
    var generation: UInt32
  }

  private let descriptor: Int32
  private var slots: [Slot] = []
  private var free: [UInt32] = []
  private var events = [epoll_event](repeating: epoll_event(), count: 256)
  /// How many descriptors are registered.
  var count: Int { slots.count - free.count }

  init() throws(SystemError) {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard descriptor >= 0 else { throw SystemError.last("epoll_create1") }
  }

  /// Registers a descriptor; the token names the registration.
  mutating func add(
    _ target: Int32, _ handler: any ReadinessHandler, levelTriggered: Bool
  ) throws(SystemError) -> UInt64 {
    let index = free.popLast() ?? UInt32(slots.count)
    if index == slots.count { slots.append(Slot(handler: nil, generation: 0)) }
    let token = UInt64(slots[Int(index)].generation) << 32 | UInt64(index)
    let interest: UInt32 =
      levelTriggered
      ? EPOLLIN.rawValue
      : EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
    var event = dragoman_epoll_event(interest, token)
    guard epoll_ctl(descriptor, EPOLL_CTL_ADD, target, &event) == 0 else {
      free.append(index)
      throw SystemError.last("epoll_ctl")
    }
    slots[Int(index)].handler = handler
    return token
  }

  /// Ends a registration; call it before the descriptor is closed.
  mutating func remove(_ target: Int32, _ token: UInt64) {
    var event = epoll_event()
    epoll_ctl(descriptor, EPOLL_CTL_DEL, target, &event)
    forget(token)
  }

  /// Ends a registration whose descriptor is closed right after: the kernel drops it by itself.
  mutating func forget(_ token: UInt64) {
    let index = Int(token & 0xFFFF_FFFF)
    guard index < slots.count, slots[index].generation == UInt32(token >> 32) else { return }
    slots[index].handler = nil
    slots[index].generation &+= 1
    free.append(UInt32(index))
  }

  /// Waits at most `milliseconds` (−1: for ever); returns the number of events.
  mutating func wait(milliseconds: Int32) -> Int {
    let count = events.withUnsafeMutableBufferPointer { buffer in
      epoll_wait(descriptor, buffer.baseAddress, Int32(buffer.count), milliseconds)
    }
    return max(0, Int(count))
  }

  /// Event `index` of the last wait: whom it is for and what happened.
  func event(_ index: Int) -> (token: UInt64, readiness: Readiness) {
    let event = events[index]
    let token = withUnsafePointer(to: event) { dragoman_epoll_token($0) }
    return (token, Readiness(rawValue: event.events))
  }

  /// Who registered under a token; nil if the registration has ended in the meantime.
  func handler(_ token: UInt64) -> (any ReadinessHandler)? {
    let slot = Int(token & 0xFFFF_FFFF)
    guard slot < slots.count, slots[slot].generation == UInt32(token >> 32) else { return nil }
    return slots[slot].handler
  }

  func close() { _ = Glibc.close(descriptor) }
}
