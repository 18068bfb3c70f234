import Bytes

/// The field names that the gateway itself reads or writes: looked up once when a field is parsed,
/// compared as one byte ever after.
public enum KnownField: UInt8, Sendable, Hashable, CaseIterable {
  case other
  case acceptEncoding, accept, age, allow, cacheControl, connection, contentEncoding
  case contentLength, contentType, cookie, date, expect, host, keepAlive, location
  case proxyAuthenticate, proxyAuthorization, proxyConnection, range, retryAfter, server
  case setCookie, te, trailer, transferEncoding, upgrade, userAgent
  case xDragoman, xForwardedFor, xForwardedHost, xForwardedVia, xKrakendCompleted, xRealIp
  case xRequestId

  /// The canonical text.
  public var text: StaticString {
    switch self {
    case .other: ""
    case .acceptEncoding: "Accept-Encoding"
    case .accept: "Accept"
    case .age: "Age"
    case .allow: "Allow"
    case .cacheControl: "Cache-Control"
    case .connection: "Connection"
    case .contentEncoding: "Content-Encoding"
    case .contentLength: "Content-Length"
    case .contentType: "Content-Type"
    case .cookie: "Cookie"
    case .date: "Date"
    case .expect: "Expect"
    case .host: "Host"
    case .keepAlive: "Keep-Alive"
    case .location: "Location"
    case .proxyAuthenticate: "Proxy-Authenticate"
    case .proxyAuthorization: "Proxy-Authorization"
    case .proxyConnection: "Proxy-Connection"
    case .range: "Range"
    case .retryAfter: "Retry-After"
    case .server: "Server"
    case .setCookie: "Set-Cookie"
    case .te: "Te"
    case .trailer: "Trailer"
    case .transferEncoding: "Transfer-Encoding"
    case .upgrade: "Upgrade"
    case .userAgent: "User-Agent"
    case .xDragoman: "X-Dragoman"
    case .xForwardedFor: "X-Forwarded-For"
    case .xForwardedHost: "X-Forwarded-Host"
    case .xForwardedVia: "X-Forwarded-Via"
    case .xKrakendCompleted: "X-Krakend-Completed"
    case .xRealIp: "X-Real-Ip"
    case .xRequestId: "X-Request-Id"
    }
  }

  /// Finds a name that is already in canonical form.
  public init(canonical name: Span<UInt8>) {
    let candidate = KnownField.candidate(name)
    self = candidate != .other && name.equals(candidate.text) ? candidate : .other
  }

  /// The length and one byte leave a single name to compare with.
  private static func candidate(_ name: Span<UInt8>) -> KnownField {
    guard name.count > 1 else { return .other }
    let first = name[0]
    switch name.count {
    case 2: return .te
    case 3: return .age
    case 4: return first == 0x48 ? .host : .date
    case 5: return first == 0x41 ? .allow : .range
    case 6: return sixLetters(first)
    case 7: return first == 0x55 ? .upgrade : .trailer
    case 8: return .location
    case 9: return .xRealIp
    case 10: return tenLetters(first)
    case 11: return .retryAfter
    case 12: return first == 0x43 ? .contentType : .xRequestId
    case 13: return .cacheControl
    case 14: return .contentLength
    case 15: return first == 0x41 ? .acceptEncoding : forwarded(name[14])
    case 16: return first == 0x43 ? .contentEncoding : sixteenLetters(first)
    case 17: return .transferEncoding
    case 18: return .proxyAuthenticate
    case 19: return first == 0x58 ? .xKrakendCompleted : .proxyAuthorization
    default: return .other
    }
  }

  private static func sixLetters(_ first: UInt8) -> KnownField {
    switch first {
    case 0x41: .accept
    case 0x43: .cookie
    case 0x45: .expect
    default: .server
    }
  }

  private static func tenLetters(_ first: UInt8) -> KnownField {
    switch first {
    case 0x43: .connection
    case 0x4B: .keepAlive
    case 0x53: .setCookie
    case 0x55: .userAgent
    default: .xDragoman
    }
  }

  private static func forwarded(_ last: UInt8) -> KnownField {
    last == 0x72 ? .xForwardedFor : .xForwardedVia
  }

  private static func sixteenLetters(_ first: UInt8) -> KnownField {
    first == 0x50 ? .proxyConnection : .xForwardedHost
  }

  /// Fields that never leave the hop (RFC 9110 §7.6.1), besides those that `Connection` names.
  public var isHopByHop: Bool {
    switch self {
    case .connection, .keepAlive, .proxyAuthenticate, .proxyAuthorization, .proxyConnection, .te,
      .trailer, .transferEncoding, .upgrade:
      true
    default: false
    }
  }
}
