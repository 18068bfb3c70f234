/// An event that one task of a loop waits for and anything on that loop may set. It resets itself
/// when the wait ends; one that was set before stays set, so no wake-up is lost.
///
/// A task waits in a loop around the condition it needs, since several causes may set the event.
public final class LoopEvent {
  @exclusivity(unchecked) private var waiter: UnsafeContinuation<Void, Never>?
  @exclusivity(unchecked) private var isSet = false

  /// Makes an event that is not set.
  public init() {}

  /// Whether the event was set; then it no longer is.
  public func take() -> Bool {
    defer { isSet = false }
    return isSet
  }

  /// Suspends until the event is set; at once if it already is. One waiter at a time.
  public func wait() async {
    if isSet {
      isSet = false
      return
    }
    await withUnsafeContinuation { waiter = $0 }
  }

  /// Wakes the waiter, or leaves the event set for the next one.
  public func set() {
    guard let waiter else {
      isSet = true
      return
    }
    self.waiter = nil
    waiter.resume()
  }
}
