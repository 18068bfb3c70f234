public import HTTPBackend
public import Network

/// The backends of one endpoint whose calls can be one request: a JSON array of operations, which
/// is answered by an array of as many answers in the same order, as many servers have it.
public final class Batching: Sendable {
  /// How many operations one request has at most: what servers take by default.
  public static let countLimit = 10
  /// How large the content of one request is at most, in bytes; a larger operation goes by itself.
  static let sizeLimit = 1 << 20

  /// The backends, each as it is called by itself.
  let members: [HTTPBackend]
  /// Makes the requests.
  let carrier: HTTPBackend
  let queues: PerLoop<BatchQueue>

  /// Puts backends together that have the same hosts, at least one.
  public init(_ members: [HTTPBackend], group: LoopGroup) {
    self.members = members
    carrier = members[0].carrier
    let count = members.count
    queues = PerLoop(group) { BatchQueue(loop: $0, memberCount: count) }
  }
}
