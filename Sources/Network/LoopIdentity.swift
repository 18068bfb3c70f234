import CShims

/// Tells one event loop from another: a thread runs the loop whose identity it carries.
@usableFromInline final class LoopIdentity: Sendable {
  /// The position of the loop among its siblings.
  let index: Int

  init(index: Int) { self.index = index }

  /// The address that the thread of the loop carries.
  var pointer: UnsafeRawPointer { UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque()) }

  /// The position of the loop that the calling thread runs, or nil.
  @usableFromInline static var currentIndex: Int? {
    // The pointer is that of an identity: only `EventLoop.run` sets it, and it keeps its own alive.
    dragoman_current_loop().map {
      Unmanaged<LoopIdentity>.fromOpaque($0).takeUnretainedValue().index
    }
  }

  /// Whether the calling thread runs this loop.
  @usableFromInline var isCurrent: Bool { dragoman_current_loop() == pointer }
}
