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

  /// Writes a file in place of what was there: whole, or not at all.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    func failure() -> Failure {
      Failure(description: "\(path): \(String(cString: strerror(errno)))")
    }
    let draft = path + ".part"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure() }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    // What the disk did not take may only show now.
    guard rest.isEmpty, close(descriptor) == 0, rename(draft, path) == 0 else {
      let failure = failure()
      unlink(draft)
      throw failure
    }
  }
}
