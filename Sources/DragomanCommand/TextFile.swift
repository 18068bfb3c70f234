import Glibc

/// A small file, read whole.
enum TextFile {
  /// Why it cannot be read.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// The largest file that is read.
  private static let limit = 1 << 20

  static func read(_ path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(description: "\(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: limit)
    var filled = 0
    while filled < bytes.count {
      let start = filled
      // `start` is below the length of `bytes`, and so is what may be read behind it.
      let count = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
      }
      guard count > 0 else { break }
      filled += count
    }
    guard filled < bytes.count else { throw Failure(description: "\(path) is larger than 1 MiB") }
    return Array(bytes[..<filled])
  }
}
