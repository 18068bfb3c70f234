import Messages
import Network

// Much content whose length is known passes inside the kernel, from the backend's socket to the
// client's: it is not copied into this process and out again.
extension HTTP1ServerConnection {
  /// The source, if its content can be relayed: it comes as it is from a connection, and is not cut
  /// into chunks here.
  func relay(for source: any BodySource) -> ClientExchange? {
    guard let length = source.length, length >= HTTP1ClientConnection.relayMinimum else {
      return nil
    }
    return source as? ClientExchange
  }

  /// Moves content until client or backend has to be waited for; nil when the rest is to be pulled.
  func pass(_ exchange: ClientExchange, _ allowance: inout Int) -> Passage? {
    guard let pipe = pipe(for: exchange) else { return nil }
    while true {
      if pipe.count == 0 {
        guard allowance > 0 else { return .othersTurn }
        switch exchange.fill(pipe) {
        case .bytes: break
        case .wouldBlock:
          leaveWithRound()
          return .sourceIsEmpty
        case .end, .failed:
          giveBackPipe()
          return nil
        }
      }
      // The head has to go before; the system sends both together.
      switch sender.flush(on: socket, more: true) {
      case .taken: break
      case .blocked: return .clientIsFull
      case .broken: return .broken
      }
      switch socket.write(from: pipe) {
      case .bytes(let count):
        bytesSent += UInt64(count)
        allowance -= count
      case .wouldBlock: return .clientIsFull
      case .end, .failed: return .broken
      }
    }
  }

  /// The pipe in use, or one for content that is worth it.
  private func pipe(for exchange: ClientExchange) -> SplicePipe? {
    if pipe == nil, socket.canSplice, exchange.relayable >= HTTP1ClientConnection.relayMinimum {
      pipe = loop.takePipe()
    }
    return pipe
  }

  func giveBackPipe() {
    guard let pipe else { return }
    self.pipe = nil
    loop.giveBack(pipe)
  }
}
