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
}
