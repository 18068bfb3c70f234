/// One value for each loop of a group; each is reached on its own loop only.
public struct PerLoop<Value>: Sendable {
  @usableFromInline let values: [LoopBound<Value>]

  /// Makes the values, on the calling thread, before the loops use them.
  public init(_ group: LoopGroup, make: (EventLoop) -> sending Value) {
    values = group.loops.map { LoopBound(make($0), to: $0) }
  }

  /// The value of the loop whose thread is calling; nil off the loops.
  @inlinable public var current: Value? {
    guard let index = LoopIdentity.currentIndex, index < values.count else { return nil }
    return values[index].get
  }

  /// The value of the loop whose thread is calling.
  @inlinable public func on(_ loop: EventLoop) -> Value { values[loop.index].get }
}
