import Glibc

// Content that nobody looks at passes from socket to socket inside the kernel.
extension StreamSocket {
  /// Moves up to `limit` bytes that have arrived into a pipe, which must be empty. Anything but
  /// bytes and waiting means: read as usual, and see what it was.
  public func read(into pipe: SplicePipe, limit: Int) -> IOResult {
    guard !isClosed, channel == nil else { return .failed(EBADF) }
    let count = pipe.fill(from: descriptor, limit: limit)
    if count > 0 { return .bytes(count) }
    if count == 0 { return .end }
    let result = failure { canRead = false }
    if case .failed = result { canSplice = false }
    return result
  }

  /// Moves what the pipe holds, as far as there is room.
  public func write(from pipe: SplicePipe) -> IOResult {
    guard !isClosed, channel == nil else { return .failed(EBADF) }
    guard pipe.count > 0 else { return .bytes(0) }
    let count = pipe.drain(to: descriptor)
    if count > 0 { return .bytes(count) }
    return count == 0 ? .failed(EPIPE) : failure { canWrite = false }
  }
}
