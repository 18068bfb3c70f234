import CShims

/// SIGINT and SIGTERM as events: blocked for the whole process, read from a descriptor.
public struct SignalWatch: Sendable {
  private let descriptor: Int32

  /// Blocks the signals. Call it before any other thread is made: threads inherit the mask.
  public init() throws(SystemError) {
    descriptor = dragoman_signal_descriptor()
    guard descriptor >= 0 else { throw SystemError.last("signalfd") }
  }

  /// Blocks the calling thread until one of the signals comes; returns its number.
  public func wait() -> Int32 {
    while true {
      let signal = dragoman_read_signal(descriptor)
      if signal != 0 { return signal }
    }
  }

  /// Has a loop call `received` with the number of each signal that comes. On that loop's thread.
  public func watch(
    on loop: EventLoop, _ received: @escaping (Int32) -> Void
  ) throws(SystemError) {
    _ = try loop.core.poller.add(
      descriptor, SignalReader(self.descriptor, received), levelTriggered: true)
  }
}

/// Reads the signals that have come.
private final class SignalReader: ReadinessHandler {
  private let descriptor: Int32
  private let received: (Int32) -> Void

  init(_ descriptor: Int32, _ received: @escaping (Int32) -> Void) {
    self.descriptor = descriptor
    self.received = received
  }

  func descriptorIsReady(_ readiness: Readiness) {
    let signal = dragoman_read_signal(descriptor)
    if signal != 0 { received(signal) }
  }
}
