import Network

/// Hears what became of an attempt to connect: one of the two, once.
protocol DialReceiver: AnyObject {
  /// The connection stands, with TLS where the origin has it. The socket has no observer yet.
  func dialed(_ socket: StreamSocket)
  /// There is none.
  func dialFailed(_ failure: ExchangeFailure)
}
