import Bytes
import Configuration
import HTTP
import HTTPBackend
import Messages
import Upstreams

/// A forward proxy, taken apart: `http://user:password@name:port`, where all but the name may be
/// missing.
struct ProxyAddress {
  var address: HostAddress
  var passage: ProxyPassage

  static func parse(_ text: String) -> Result<ProxyAddress, HostAddress.Mistake> {
    var rest = text[...]
    if let range = rest.firstRange(of: "://") {
      let scheme = rest[..<range.lowerBound].lowercased()
      guard scheme == "http" else {
        return .failure(
          HostAddress.Mistake(text: "proxies of scheme '\(scheme)' are not supported; use http"))
      }
      rest = rest[range.upperBound...]
    }
    rest = rest.prefix { $0 != "/" }
    var passage = ProxyPassage()
    if let at = rest.lastIndex(of: "@") {
      guard let credentials = credentials(rest[..<at]) else {
        return .failure(HostAddress.Mistake(text: "the credentials are malformed"))
      }
      passage = ProxyPassage(authorization: credentials)
      rest = rest[rest.index(after: at)...]
    }
    return HostAddress.parse("http://\(rest)").map {
      ProxyAddress(address: $0, passage: passage)
    }
  }

  /// RFC 7617: the user and the password, percent-decoded.
  private static func credentials(_ text: Substring) -> FieldValue? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let decoded = parts.compactMap { PercentCoding.decode(Array($0.utf8).span) }
    guard decoded.count == parts.count else { return nil }
    let pair = decoded[0] + [ASCII.colon] + (decoded.count > 1 ? decoded[1] : [])
    return FieldValue("Basic \(BaseText.base64.encoded(pair))")
  }
}
