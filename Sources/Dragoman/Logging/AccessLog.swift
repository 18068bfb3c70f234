import Bytes
import Document
import Messages
import Network

/// One line for each request answered, gathered on each loop and handed to the log's thread in
/// batches: a request costs no system call.
final class AccessLog: TimerTarget {
  private static let batch = 32 * 1024
  private static let delayNanoseconds: Int64 = 100_000_000

  private let loop: EventLoop
  private let log: Log
  private var lines: [UInt8] = []
  private var isScheduled = false
  private var time: [UInt8] = []
  private var timeOf: Int64 = -1

  init(loop: EventLoop, log: Log) {
    self.loop = loop
    self.log = log
  }

  func append(_ entry: AccessLogEntry) {
    refreshTime()
    switch log.format {
    case .text: entry.appendText(time: time, to: &lines)
    case .json: entry.appendJSON(time: time, to: &lines)
    }
    if lines.count >= Self.batch {
      flush()
    } else if !isScheduled {
      isScheduled = true
      _ = loop.schedule(at: loop.now.advanced(byNanoseconds: Self.delayNanoseconds), self)
    }
  }

  func timerFired(_ tag: Int) {
    isScheduled = false
    flush()
  }

  func flush() {
    guard !lines.isEmpty else { return }
    log.write(lines: lines)
    lines.removeAll(keepingCapacity: true)
  }

  /// Exact to about a millisecond: requests of one round of the loop share the text.
  private func refreshTime() {
    let now = loop.now.nanoseconds / 1_000_000
    guard now != timeOf else { return }
    timeOf = now
    time.removeAll(keepingCapacity: true)
    WallClock.appendNow(to: &time)
  }
}
