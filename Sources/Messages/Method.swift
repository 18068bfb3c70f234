import Bytes

/// A request method (RFC 9110 §9): the registered ones by name, any other token as text.
public enum Method: Sendable, Hashable {
  case get, head, post, put, patch, delete, options, trace, connect
  /// A token that is none of the above, as received: methods are case-sensitive.
  case other([UInt8])

  /// Reads a method; nil if the bytes are no token.
  public init?(_ bytes: Span<UInt8>) {
    if let known = Method.known(bytes) {
      self = known
      return
    }
    guard bytes.count > 0 else { return nil }
    for index in 0..<bytes.count where !ASCII.isToken(bytes[index]) { return nil }
    self = .other(bytes.array())
  }

  private static func known(_ bytes: Span<UInt8>) -> Method? {
    switch bytes.count {
    case 3: bytes.equals("GET") ? .get : bytes.equals("PUT") ? .put : nil
    case 4: bytes.equals("POST") ? .post : bytes.equals("HEAD") ? .head : nil
    case 5: bytes.equals("PATCH") ? .patch : bytes.equals("TRACE") ? .trace : nil
    case 6: bytes.equals("DELETE") ? .delete : nil
    case 7: bytes.equals("OPTIONS") ? .options : bytes.equals("CONNECT") ? .connect : nil
    default: nil
    }
  }

  /// The method as it stands on the wire.
  public var bytes: [UInt8] {
    switch self {
    case .get: [UInt8]("GET")
    case .head: [UInt8]("HEAD")
    case .post: [UInt8]("POST")
    case .put: [UInt8]("PUT")
    case .patch: [UInt8]("PATCH")
    case .delete: [UInt8]("DELETE")
    case .options: [UInt8]("OPTIONS")
    case .trace: [UInt8]("TRACE")
    case .connect: [UInt8]("CONNECT")
    case .other(let bytes): bytes
    }
  }

  /// Whether a repeated request has the effect of one (RFC 9110 §9.2.2).
  public var isIdempotent: Bool {
    switch self {
    case .get, .head, .put, .delete, .options, .trace: true
    case .post, .patch, .connect, .other: false
    }
  }

  /// Whether the method is read-only for the merge's purposes (HDR-10: GET and HEAD).
  public var isSafe: Bool { self == .get || self == .head }
}
