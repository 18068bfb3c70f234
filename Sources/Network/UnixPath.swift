import Bytes
import CShims
import Glibc

/// The path of a Unix-domain socket: short enough for the system's addresses.
public struct UnixPath: Sendable, Hashable {
  /// The most bytes that `sockaddr_un` holds beside the NUL at the end.
  public static let maxBytes = 107
  private static let offset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2

  /// The path; empty for a socket without a name, as clients have.
  public let bytes: [UInt8]

  /// Takes an absolute path; nil if it is none, is too long or holds a NUL.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.first == ASCII.slash, bytes.count <= UnixPath.maxBytes, !bytes.contains(0) else {
      return nil
    }
    self.bytes = bytes
  }

  /// Reads what the system filled in.
  init(storage: UnsafeRawBufferPointer) {
    bytes = Array(storage.dropFirst(UnixPath.offset).prefix(UnixPath.maxBytes).prefix { $0 != 0 })
  }

  /// Writes the system's form into a `sockaddr_storage`, which is larger; returns its length.
  func store(in storage: UnsafeMutableRawBufferPointer) -> Int {
    storage.storeBytes(of: sa_family_t(AF_UNIX), as: sa_family_t.self)
    for (index, byte) in bytes.enumerated() { storage[UnixPath.offset + index] = byte }
    storage[UnixPath.offset + bytes.count] = 0
    return UnixPath.offset + bytes.count + 1
  }

  /// What is wrong with what lies at the path, for whom wants to connect to it; nil for a socket.
  public var problem: String? {
    var status = stat()
    guard stat(text, &status) == 0 else { return SystemError.last("stat").reason }
    return status.st_mode & S_IFMT == S_IFSOCK ? nil : "not a socket"
  }

  /// Removes the socket of a process that is gone: nobody accepts there. Anything else stays, and
  /// binding then fails.
  func removeIfAbandoned() {
    guard problem == nil else { return }
    // A full queue of somebody who does not accept must not hold the start.
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let descriptor = socket(AF_UNIX, type | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { _ = Glibc.close(descriptor) }
    let result = SocketAddress.unix(self).withSystemAddress { connect(descriptor, $0, $1) }
    if result != 0, dragoman_errno() == ECONNREFUSED { remove() }
  }

  /// Removes what lies at the path, if it is a socket.
  public func remove() {
    if problem == nil { unlink(text) }
  }

  /// The path as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
