import Endpoints
import Network

/// What one loop has not sent yet.
final class BatchQueue: RoundObserver {
  private let loop: EventLoop
  private let memberCount: Int
  @exclusivity(unchecked) private var pending: [Batch] = []
  @exclusivity(unchecked) private var isObserving = false

  init(loop: EventLoop, memberCount: Int) {
    self.loop = loop
    self.memberCount = memberCount
  }

  /// Puts a call to those that it can go with. Once all are there, they leave.
  func add(_ item: BatchItem) -> (any OngoingCall)? {
    let index = pending.firstIndex { $0.takes(item) } ?? pending.endIndex
    if index == pending.endIndex { pending.append(Batch()) }
    let batch = pending[index]
    batch.add(item)
    if batch.count == memberCount {
      pending.remove(at: index)
      batch.send()
    } else if !isObserving {
      isObserving = true
      loop.atEndOfRound(self, first: true)
    }
    return item.isOver ? nil : item
  }

  /// What has not come until now comes too late.
  func roundEnds() {
    isObserving = false
    let batches = pending
    pending = []
    for batch in batches { batch.send() }
  }
}
