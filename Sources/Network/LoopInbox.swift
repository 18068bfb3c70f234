import CShims
import Glibc
import Synchronization

/// What other threads hand to a loop: jobs and closures. An eventfd wakes the loop once for as many
/// as pile up until it looks.
final class LoopInbox: Sendable {
  enum Item: Sendable {
    case job(UnownedJob)
    case work(@Sendable () -> Void)
  }

  let descriptor: Int32
  private let items = Mutex<[Item]>([])

  init() throws(SystemError) {
    descriptor = dragoman_eventfd()
    guard descriptor >= 0 else { throw SystemError.last("eventfd") }
  }

  deinit { close(descriptor) }

  func put(_ item: Item) {
    let wasEmpty = items.withLock { items in
      items.append(item)
      return items.count == 1
    }
    guard wasEmpty else { return }
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  /// Takes everything, and rearms the wake-up first, so that nothing can slip between.
  func takeAll() -> [Item] {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
    return items.withLock { items in
      let taken = items
      items = []
      return taken
    }
  }
}
