import CShims
import Glibc

/// A pipe of the system through which content passes from one socket to another: the kernel hands
/// its pages on, and nothing is copied into this process. Leased from a loop and given back.
public final class SplicePipe {
  private let output: Int32
  private let input: Int32
  /// How many bytes are on their way through it.
  public internal(set) var count = 0

  /// Nil where the process may open no more descriptors.
  init?() {
    var descriptors: [2 of Int32] = [-1, -1]
    let result = withUnsafeMutableBytes(of: &descriptors) { bytes in
      // The array has the two elements that the call writes.
      dragoman_pipe(bytes.bindMemory(to: Int32.self).baseAddress)
    }
    guard result == 0 else { return nil }
    output = descriptors[0]
    input = descriptors[1]
  }

  deinit {
    _ = Glibc.close(output)
    _ = Glibc.close(input)
  }

  /// Takes up to `limit` bytes out of a socket: what `splice` returned.
  func fill(from socket: Int32, limit: Int) -> Int {
    let moved = dragoman_splice(socket, input, UInt(max(0, limit)))
    if moved > 0 { count += moved }
    return moved
  }

  /// Gives a socket what it takes: what `splice` returned.
  func drain(to socket: Int32) -> Int {
    let moved = dragoman_splice(output, socket, UInt(count))
    if moved > 0 { count -= min(moved, count) }
    return moved
  }
}
