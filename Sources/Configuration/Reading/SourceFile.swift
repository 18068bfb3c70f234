import Glibc

/// Reads a file whole, up to a limit.
enum SourceFile {
  /// Why a file cannot be read, for people.
  struct Failure: Error {
    var reason: String
  }

  static func read(_ path: String) throws(Failure) -> [UInt8] {
    guard !path.utf8.contains(0) else { throw Failure(reason: "no file has such a name") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("the file cannot be opened") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while true {
      let chunk = try readChunk(descriptor)
      if chunk.isEmpty { return bytes }
      bytes += chunk
      if bytes.count > SourceText.maxBytes {
        throw Failure(reason: "the file is larger than \(SourceText.maxBytes >> 20) MiB")
      }
    }
  }

  /// The next bytes; none at the end of the file.
  private static func readChunk(_ descriptor: Int32) throws(Failure) -> [UInt8] {
    var count = 0
    // Unsafe: read(2) fills at most the buffer's own capacity, and tells how much.
    let bytes = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, initialized in
      repeat {
        count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      } while count < 0 && errno == EINTR
      initialized = max(count, 0)
    }
    if count < 0 { throw failure("the file cannot be read") }
    return bytes
  }

  /// Writes a file whole, in place of what it held.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    guard !path.utf8.contains(0) else { throw Failure(reason: "no file has such a name") }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("the file cannot be written") }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("the file cannot be written") }
      rest = rest.dropFirst(count)
    }
  }

  private static func failure(_ what: String) -> Failure {
    Failure(reason: "\(what): \(String(cString: strerror(errno)))")
  }
}
