/// State that belongs to one event loop and is touched on that loop's thread alone.
///
/// The compiler knows no isolation domain for "the thread of this loop", so this type stands in for
/// one: it may travel anywhere, but opening it off its loop is a bug of ours and stops the process,
/// in release builds too. It is the only `@unchecked Sendable` on the data path; the check in `get`
/// is the reason why that is sound.
public struct LoopBound<Value>: @unchecked Sendable {
  @usableFromInline let identity: LoopIdentity
  @usableFromInline let value: Value

  init(_ value: sending Value, identity: LoopIdentity) {
    self.identity = identity
    self.value = value
  }

  /// Binds a value that nobody else holds to a loop, from anywhere.
  public init(_ value: sending Value, to loop: EventLoop) {
    self.init(value, identity: loop.identity)
  }

  /// Binds a value to the loop whose thread is calling, where others on this loop may hold it too.
  public init(here value: Value, on loop: EventLoop) {
    precondition(loop.identity.isCurrent, "a value was bound to a loop off its thread")
    identity = loop.identity
    self.value = value
  }

  /// The value. Only on the thread of its loop.
  @inlinable public var get: Value {
    precondition(identity.isCurrent, "loop-bound state was touched off its loop")
    return value
  }
}
