public import Endpoints
import HTTPBackend
import Network

/// A GraphQL backend whose calls go out together with those of others, as one request.
public struct BatchedBackend: Backend {
  private let batching: Batching
  private let number: Int

  /// The backend with this number among those of a batch.
  public init(_ batching: Batching, number: Int) {
    self.batching = batching
    self.number = number
  }

  /// Begins a call. It leaves with the last of the others, or when the loop's round ends.
  public func begin(
    _ call: BackendCall, slot: Int, receiver: any AnswerReceiver
  ) -> (any OngoingCall)? {
    guard let queue = batching.queues.current else {
      return batching.members[number].begin(call, slot: slot, receiver: receiver)
    }
    return queue.add(BatchItem(call, of: batching, number, slot: slot, receiver: receiver))
  }
}
