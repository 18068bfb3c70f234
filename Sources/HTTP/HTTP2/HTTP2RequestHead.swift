import Bytes
public import Messages

/// The scheme of a request.
public enum HTTP2Scheme: Sendable {
  case http, https

  var text: StaticString {
    switch self {
    case .http: "http"
    case .https: "https"
    }
  }
}

/// A request's pseudo-fields (RFC 9113 §8.3.1), in one flat store, and its fields. Whoever sends
/// many alike keeps one and sets the fields.
public struct HTTP2RequestHead: Sendable {
  let storage: [UInt8]
  let methodRange: Range<Int>
  let schemeRange: Range<Int>
  let authorityRange: Range<Int>
  let pathRange: Range<Int>
  /// The fields. Names are in lower case on the wire; fields of the hop and `Host` stay behind.
  public var fields: HeaderFields

  /// Puts a head together. An empty authority is left out.
  public init(
    method: Method, scheme: HTTP2Scheme = .http, authority: [UInt8], path: [UInt8],
    fields: HeaderFields = HeaderFields()
  ) {
    self.init(
      method: method.bytes, scheme: [UInt8](scheme.text), authority: authority, path: path,
      fields: fields)
  }

  init(
    method: [UInt8], scheme: [UInt8], authority: [UInt8], path: [UInt8], fields: HeaderFields
  ) {
    storage = method + scheme + authority + path
    methodRange = 0..<method.count
    schemeRange = method.count..<method.count + scheme.count
    authorityRange = schemeRange.upperBound..<schemeRange.upperBound + authority.count
    pathRange = authorityRange.upperBound..<storage.count
    self.fields = fields
  }

  /// The method as it stands on the wire.
  public var method: [UInt8] { Array(storage[methodRange]) }
  /// The scheme as it stands on the wire.
  public var scheme: [UInt8] { Array(storage[schemeRange]) }
  /// Host and port.
  public var authority: [UInt8] { Array(storage[authorityRange]) }
  /// Path and query.
  public var path: [UInt8] { Array(storage[pathRange]) }
}
