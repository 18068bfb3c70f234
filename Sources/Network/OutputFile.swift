import CShims
import Glibc
import Synchronization

/// Writes text to a descriptor from a thread of its own, so that a slow terminal or a full pipe
/// never holds up a loop. What does not fit the bound is dropped and counted.
public final class OutputFile: Sendable {
  private struct State {
    var waiting: [UInt8] = []
    var dropped = 0
    var isRunning = false
    var ends: [Handover<Void>] = []
  }

  private static let limit = 8 * 1024 * 1024
  private let descriptor: Int32
  private let state = Mutex(State())
  private let wake = Semaphore()

  /// Writes to a descriptor that stays open: 1 is the standard output, 2 the standard error.
  public init(descriptor: Int32) { self.descriptor = descriptor }

  /// Hands over some lines. Returns at once.
  public func write(_ lines: [UInt8]) {
    let (wakes, starts) = state.withLock { state -> (Bool, Bool) in
      guard state.waiting.count + lines.count <= Self.limit else {
        state.dropped += 1
        return (false, false)
      }
      let wasEmpty = state.waiting.isEmpty
      state.waiting.append(contentsOf: lines)
      let starts = !state.isRunning
      state.isRunning = true
      return (wasEmpty, starts)
    }
    if starts { start() }
    if wakes { wake.post() }
  }

  /// Waits until everything handed over before is written.
  public func flush() {
    let end = Handover<Void>()
    let runs = state.withLock { state in
      if state.isRunning { state.ends.append(end) }
      return state.isRunning
    }
    guard runs else { return }
    wake.post()
    end.take()
  }

  /// Without a thread the lines wait for the next attempt, and nobody waits for them.
  private func start() {
    do {
      try Thread(name: "log") { self.run() }.detach()
    } catch {
      let ends = state.withLock { state in
        state.isRunning = false
        defer { state.ends = [] }
        return state.ends
      }
      for end in ends { end.put(()) }
    }
  }

  private func run() {
    while waits() {
      let (lines, dropped, ends) = state.withLock { state in
        let taken = (state.waiting, state.dropped, state.ends)
        state.waiting = []
        state.dropped = 0
        state.ends = []
        return taken
      }
      writeAll(lines)
      if dropped > 0 { writeAll(Array("\(dropped) log entries dropped: the log is slow\n".utf8)) }
      for end in ends { end.put(()) }
    }
  }

  /// Waits for something to do; false when the thread is to end, having been idle for long.
  private func waits() -> Bool {
    if wake.wait(milliseconds: 10_000) { return true }
    return state.withLock { state in
      state.isRunning = !state.waiting.isEmpty || !state.ends.isEmpty
      return state.isRunning
    }
  }

  private func writeAll(_ bytes: [UInt8]) {
    var position = 0
    while position < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        // `position` is inside, checked by the loop.
        Glibc.write(descriptor, bytes.baseAddress.map { $0 + position }, bytes.count - position)
      }
      if count < 0, dragoman_errno() != EINTR, dragoman_errno() != EAGAIN { return }
      position += max(0, count)
    }
  }
}
