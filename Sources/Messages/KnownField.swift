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
    self = KnownField.candidate(name) ?? .other
  }

  /// The first letter and the length leave at most three names to compare.
  private static func candidate(_ name: Span<UInt8>) -> KnownField? {
    guard name.count > 1 else { return nil }
    switch name[0] {
    case 0x41: return find(name, .acceptEncoding, .accept, .age, .allow)
    case 0x43:
      return find(
        name, .contentLength, .contentType, .connection, .contentEncoding, .cacheControl, .cookie)
    case 0x44: return find(name, .date)
    case 0x45: return find(name, .expect)
    case 0x48: return find(name, .host)
    case 0x4B: return find(name, .keepAlive)
    case 0x4C: return find(name, .location)
    case 0x50: return find(name, .proxyAuthenticate, .proxyAuthorization, .proxyConnection)
    case 0x52: return find(name, .range, .retryAfter)
    case 0x53: return find(name, .server, .setCookie)
    case 0x54: return find(name, .te, .trailer, .transferEncoding)
    case 0x55: return find(name, .userAgent, .upgrade)
    case 0x58:
      return find(
        name, .xForwardedFor, .xForwardedHost, .xRequestId, .xForwardedVia, .xRealIp,
        .xKrakendCompleted, .xDragoman)
    default: return nil
    }
  }

  private static func find(_ name: Span<UInt8>, _ fields: KnownField...) -> KnownField? {
    for field in fields where field.text.utf8CodeUnitCount == name.count {
      if name.equals(field.text) { return field }
    }
    return nil
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
