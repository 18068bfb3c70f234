import Network

/// Hears what became of a dial, on its loop; once, unless it was stopped.
protocol DialReceiver: AnyObject {
  /// The connection stands, with TLS where the origin has it. The socket has no observer yet.
  func dialed(_ socket: StreamSocket)
  /// There is none.
  func dialFailed(_ failure: ExchangeFailure)
}
