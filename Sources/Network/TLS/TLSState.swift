/// How far TLS is on a socket.
public enum TLSState: Sendable, Equatable {
  /// Who is who is still being worked out: nothing can be read or written.
  case handshake
  /// Content passes both ways.
  case open
  /// It is over.
  case failed(TLSFailure)
}
