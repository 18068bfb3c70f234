/// A final or interim status code, 100–599 (RFC 9110 §15).
public struct Status: Sendable, Hashable {
  /// The three digits as a number.
  public let code: UInt16

  /// Takes a code that a peer sent; nil outside 100–599.
  public init?(_ code: Int) {
    guard (100...599).contains(code) else { return nil }
    self.code = UInt16(code)
  }

  private init(known code: UInt16) { self.code = code }

  /// `200 OK`
  public static let ok = Status(known: 200)
  /// `100 Continue`
  public static let `continue` = Status(known: 100)
  /// `301 Moved Permanently`
  public static let movedPermanently = Status(known: 301)
  /// `307 Temporary Redirect`
  public static let temporaryRedirect = Status(known: 307)
  /// `400 Bad Request`
  public static let badRequest = Status(known: 400)
  /// `401 Unauthorized`
  public static let unauthorized = Status(known: 401)
  /// `403 Forbidden`
  public static let forbidden = Status(known: 403)
  /// `404 Not Found`
  public static let notFound = Status(known: 404)
  /// `405 Method Not Allowed`
  public static let methodNotAllowed = Status(known: 405)
  /// `408 Request Timeout`
  public static let requestTimeout = Status(known: 408)
  /// `409 Conflict`
  public static let conflict = Status(known: 409)
  /// `413 Content Too Large`
  public static let contentTooLarge = Status(known: 413)
  /// `414 URI Too Long`
  public static let uriTooLong = Status(known: 414)
  /// `417 Expectation Failed`
  public static let expectationFailed = Status(known: 417)
  /// `429 Too Many Requests`
  public static let tooManyRequests = Status(known: 429)
  /// `431 Request Header Fields Too Large`
  public static let requestHeaderFieldsTooLarge = Status(known: 431)
  /// `499`, which nginx introduced: the client closed the connection before there was an answer.
  public static let clientClosedRequest = Status(known: 499)
  /// `500 Internal Server Error`
  public static let internalServerError = Status(known: 500)
  /// `501 Not Implemented`
  public static let notImplemented = Status(known: 501)
  /// `502 Bad Gateway`
  public static let badGateway = Status(known: 502)
  /// `503 Service Unavailable`
  public static let serviceUnavailable = Status(known: 503)
  /// `504 Gateway Timeout`
  public static let gatewayTimeout = Status(known: 504)
  /// `505 HTTP Version Not Supported`
  public static let httpVersionNotSupported = Status(known: 505)

  /// Whether the code is interim: 1xx.
  public var isInformational: Bool { code < 200 }

  /// Whether an answer with this status never has a body (RFC 9110 §6.4.1).
  public var forbidsBody: Bool { code < 200 || code == 204 || code == 304 }
}
