/// Hears that a round of its loop ends: everything that could be done for now has been done.
///
/// What is to be sent leaves then, for all connections of the loop in a row. A peer on the same
/// machine that is woken by the first message finds the others when it looks, and need not be woken
/// for each: on the loopback that saves a tenth of what a small request costs.
public protocol RoundObserver: AnyObject {
  /// The round ends. Called once for each `EventLoop.atEndOfRound`.
  func roundEnds()
}
