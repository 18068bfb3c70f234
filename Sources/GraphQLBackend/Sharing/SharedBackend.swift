public import Endpoints
public import Network

/// Makes one call of equal ones that are under way at once: whoever comes while the first one's is
/// not answered gets the same answer, or the same failure. Nothing is kept beyond that: a call that
/// was answered is made anew.
///
/// Each loop has calls of its own.
public struct SharedBackend: Backend {
  private let backend: any Backend
  private let calls: PerLoop<SharedCalls>
  private let tellsAddresses: Bool

  /// Shares the calls to a backend. `tellsAddresses`: whether the answer may depend on the client's
  /// address, so that only calls of one client are equal.
  public init(_ backend: any Backend, group: LoopGroup, tellsAddresses: Bool) {
    self.backend = backend
    self.tellsAddresses = tellsAddresses
    calls = PerLoop(group) { _ in SharedCalls() }
  }

  /// Begins a call, or joins one.
  public func begin(
    _ call: BackendCall, slot: Int, receiver: any AnswerReceiver
  ) -> (any OngoingCall)? {
    guard let calls = calls.current,
      let identity = CallIdentity(call, tellsAddress: tellsAddresses)
    else { return backend.begin(call, slot: slot, receiver: receiver) }
    let share = CallShare(slot: slot, receiver: receiver, wantsHead: call.wantsHead)
    if let shared = calls[identity] {
      shared.join(share)
    } else {
      let shared = SharedCall(identity, of: calls)
      shared.join(share)
      shared.start(call, on: backend)
    }
    return share.isOver ? nil : share
  }
}
