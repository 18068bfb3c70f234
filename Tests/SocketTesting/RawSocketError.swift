import Glibc

/// A wait of a test that did not end as it should.
public struct RawSocketError: Error, CustomStringConvertible {
  /// The system call.
  public let call: String
  /// The value of `errno`; 0: the peer ended the connection.
  public let code: Int32
  /// What had come before.
  public var received: [UInt8] = []

  /// `recv: Connection reset by peer, after "HTTP/1.1 2"`
  public var description: String {
    let reason = code == 0 ? "the peer ended the connection" : String(cString: strerror(code))
    return "\(call): \(reason), after \"\(String(decoding: received, as: UTF8.self))\""
  }
}
