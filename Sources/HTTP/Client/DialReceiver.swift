import Network

/// Hears what became of an attempt to connect, on its loop: one of the two, once, unless it was
/// stopped.
protocol DialReceiver: AnyObject {
  /// The connection stands, with TLS where the origin has it. The socket has no observer yet.
  func dialed(_ socket: StreamSocket)
  /// There is none.
  func dialFailed(_ failure: ExchangeFailure)
}
