import CShims

/// Lets a thread wait for another. Not for loops: `wait` blocks. It needs no descriptor, so it
/// works when the process has run out of them.
final class Semaphore: Sendable {
  private let handle: UInt

  init() {
    handle = dragoman_semaphore()
    precondition(handle != 0, "out of memory")
  }

  deinit { dragoman_semaphore_free(handle) }

  func post() { dragoman_semaphore_post(handle) }

  /// Waits for a post; false if none came in so many milliseconds (nil: for ever).
  @discardableResult
  func wait(milliseconds: Int32? = nil) -> Bool {
    dragoman_semaphore_wait(handle, milliseconds ?? -1) != 0
  }
}
