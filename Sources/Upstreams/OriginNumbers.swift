import Synchronization

/// The indices of servers that come and go: those of servers that are gone are given again, so that
/// the loops' lists of pools do not grow without end.
public final class OriginNumbers: Sendable {
  private struct State {
    var next: Int
    var free: [Int] = []
  }

  private let state: Mutex<State>

  /// Gives indices from `first` on: those before are the configuration's.
  public init(first: Int) { state = Mutex(State(next: first)) }

  func take() -> Int {
    state.withLock { state in
      if let free = state.free.popLast() { return free }
      state.next += 1
      return state.next - 1
    }
  }

  func giveBack(_ indices: [Int]) {
    state.withLock { $0.free.append(contentsOf: indices) }
  }
}
