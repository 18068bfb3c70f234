import Endpoints
import Messages

/// A call that several wait for. It ends with its answer, or when the last of them has left.
final class SharedCall: AnswerReceiver {
  private let identity: CallIdentity
  private let calls: SharedCalls
  @exclusivity(unchecked) private var shares: [CallShare] = []
  /// How many of them have not left.
  @exclusivity(unchecked) private var waiting = 0
  @exclusivity(unchecked) private var ongoing: (any OngoingCall)?
  @exclusivity(unchecked) private var isOver = false
  /// What has come already, for those who join later.
  @exclusivity(unchecked) private var head: ResponseHead?
  @exclusivity(unchecked) private var fields = HeaderFields()

  init(_ identity: CallIdentity, of calls: SharedCalls) {
    self.identity = identity
    self.calls = calls
    calls.add(self, identity)
  }

  /// Makes the call; everybody may want the head.
  func start(_ call: BackendCall, on backend: any Backend) {
    var call = call
    call.wantsHead = true
    let begun = backend.begin(call, slot: 0, receiver: self)
    if !isOver { ongoing = begun }
  }

  func join(_ share: CallShare) {
    share.call = self
    shares.append(share)
    waiting += 1
    if let head { share.pass(head) }
    if !fields.isEmpty { share.pass(fields) }
  }

  /// One of them does not wait any more.
  func left() {
    waiting -= 1
    guard waiting == 0, !isOver else { return }
    _ = end()
    ongoing?.cancel()
    ongoing = nil
  }

  /// Takes it out of reach before anybody hears: who then makes the same call again, makes it anew.
  private func end() -> [CallShare] {
    isOver = true
    calls.remove(identity)
    defer { shares = [] }
    return shares
  }

  func received(_ head: ResponseHead, slot: Int) {
    self.head = head
    for share in shares { share.pass(head) }
  }

  func received(_ fields: HeaderFields, slot: Int) {
    self.fields.append(contentsOf: fields)
    for share in shares { share.pass(fields) }
  }

  func received(_ answer: BackendAnswer, slot: Int) {
    guard !isOver else { return }
    ongoing = nil
    for share in end() { share.settle(answer) }
  }

  func failed(_ failure: GatewayFailure, slot: Int) {
    guard !isOver else { return }
    ongoing = nil
    for share in end() { share.settle(failure) }
  }

  /// Whoever waits longest.
  var remainingNanoseconds: Int64? {
    var longest: Int64 = 0
    for share in shares where !share.isOver {
      guard let remaining = share.remainingNanoseconds else { return nil }
      longest = max(longest, remaining)
    }
    return longest
  }
}
