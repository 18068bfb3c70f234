import Messages

/// Makes each call several times at once: the first complete answer counts, and the others are
/// ended (CON-1). Hosts are chosen for each of them.
public struct ConcurrentBackend: Backend {
  private let backend: any Backend
  private let count: Int

  /// Makes so many calls of each one.
  public init(_ backend: any Backend, count: Int) {
    self.backend = backend
    self.count = count
  }

  /// Begins them. The content of the call must be one that can be read more than once.
  public func begin(
    _ call: BackendCall, slot: Int, receiver: any AnswerReceiver
  ) -> (any OngoingCall)? {
    let race = CallRace(count: count, slot: slot, receiver: receiver)
    for number in 0..<count where !race.isDecided {
      race.keep(backend.begin(call, slot: number, receiver: race), number)
    }
    return race.isOver ? nil : race
  }
}
