import Bytes

/// The protocol version of a message (RFC 9112 §2.3).
public enum HTTPVersion: UInt8, Sendable, Comparable {
  case http10, http11, http2

  /// Older versions come first.
  public static func < (left: HTTPVersion, right: HTTPVersion) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The start and the fields of a request. Shared by reference: it goes through many hands, and none
/// of them changes it.
public final class RequestHead: Sendable {
  /// The method.
  public let method: Method
  /// The target.
  public let target: RequestTarget
  /// The version that the client speaks.
  public let version: HTTPVersion
  /// The fields as received.
  public let fields: HeaderFields

  /// Puts a head together.
  public init(
    method: Method, target: RequestTarget, version: HTTPVersion = .http11,
    fields: HeaderFields = HeaderFields()
  ) {
    self.method = method
    self.target = target
    self.version = version
    self.fields = fields
  }

  /// The authority that the request is for: that of the target in absolute or authority form, which
  /// wins over `Host` (RFC 9112 §3.2.2), or else the value of `Host`; empty if there is neither.
  public var authority: [UInt8] {
    if let range = target.authority { return Array(target.bytes[range]) }
    return fields.value(of: .host) ?? []
  }
}

extension HeaderFields {
  /// Appends a known field whose value is the authority that a request is for.
  public mutating func append(_ name: KnownField, authorityOf head: RequestHead) {
    if let range = head.target.authority {
      let bytes = head.target.bytes
      append(name, validated: bytes.span.extracting(range))
    } else if let index = head.fields.firstIndex(of: .host) {
      let fields = head.fields
      append(name, validated: fields.storage.span.extracting(fields.valueRange(at: index)))
    } else {
      append(name, "")
    }
  }
}
