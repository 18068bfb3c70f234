/// The calls of one backend that are under way on one loop, each once.
final class SharedCalls {
  @exclusivity(unchecked) private var calls: [CallIdentity: SharedCall] = [:]

  /// The call that is under way and not answered.
  subscript(identity: CallIdentity) -> SharedCall? { calls[identity] }

  func add(_ call: SharedCall, _ identity: CallIdentity) { calls[identity] = call }

  /// From here on nobody joins it.
  func remove(_ identity: CallIdentity) { calls[identity] = nil }
}
