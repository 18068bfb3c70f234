import Endpoints
import Messages
import Network
import Synchronization

/// Writes down what becomes of each call of a gateway: for `explain --analyze`, which starts one,
/// sends it one request, and ends it. A gateway without one pays nothing.
public final class CallRecorder: Sendable {
  /// What became of one call; times in nanoseconds since the recorder was made.
  public struct Record: Sendable {
    /// Method and pattern of the backend.
    public var label: String
    /// When it was begun.
    public var begun: Int64
    /// When the head of the answer was there: connecting, sending and waiting are over.
    public var head: Int64?
    /// When the answer was there and decoded, or the call had failed.
    public var answered: Int64?
    /// When it was shaped and merged.
    public var shaped: Int64?
    /// The status of the answer.
    public var status: Int?
    /// How long the answer's data is, in bytes; nil where it streams on.
    public var size: Int?
    /// Why it failed.
    public var failure: String?
  }

  private let records = Mutex<[Record]>([])
  private let origin = Instant.now().nanoseconds

  /// Makes an empty one.
  public init() {}

  /// What has been written down, in the order in which calls were begun.
  public var all: [Record] { records.withLock { $0 } }

  /// Nanoseconds since it was made.
  public var now: Int64 { Int64(Instant.now().nanoseconds - origin) }

  func begin(_ label: String) -> Int {
    let record = Record(label: Secrecy.shown(text: label), begun: now)
    return records.withLock { records in
      records.append(record)
      return records.count - 1
    }
  }

  func note(_ number: Int, _ change: (inout Record) -> Void) {
    records.withLock { change(&$0[number]) }
  }
}
