import Bytes
import Endpoints
import HTTP
import Messages

/// What has become of a call that is led from place to place (ST-3).
final class RedirectTrail {
  @exclusivity(unchecked) private(set) var method: Method
  /// How many requests there were.
  @exclusivity(unchecked) private(set) var requests = 1
  @exclusivity(unchecked) private(set) var keepsContent = true
  @exclusivity(unchecked) private var keepsCredentials = true
  /// The host that the call began at, without its port.
  private let first: String

  init(_ method: Method, to host: String) {
    self.method = method
    first = host
  }

  /// Notes a redirect by this status to a host. Credentials that were sent by TLS are not sent
  /// without it.
  func follow(_ status: Status, to host: String, leavesTLS: Bool) {
    requests += 1
    if status.code < 307 {
      if method != .head { method = .get }
      keepsContent = false
    }
    if leavesTLS { keepsCredentials = false }
    if host != first, !RedirectTrail.isSubdomain(host, of: first) { keepsCredentials = false }
  }

  private static func isSubdomain(_ name: String, of domain: String) -> Bool {
    !domain.contains(":") && !name.contains(":") && name.hasSuffix(".\(domain)")
  }

  /// The call as it goes on: credentials stay with the host that they were meant for, the
  /// description of the content goes with the content, and `Referer` names the last place.
  func call(
    _ original: BackendCall, to target: OriginFormTarget, referer: FieldValue?
  ) -> BackendCall {
    var call = original
    call.method = method
    call.target = target
    if !keepsContent {
      call.content = .none
      call.framing = .none
    }
    call.fields = HeaderFields()
    for index in 0..<original.fields.count where passes(original.fields, index) {
      call.fields.append(from: original.fields, at: index)
    }
    if let name = RedirectTrail.referer, let referer,
      original.fields.firstIndex(of: name) == nil
    {
      call.fields.append(name, referer)
    }
    return call
  }

  private func passes(_ fields: HeaderFields, _ index: Int) -> Bool {
    let name = fields.storage.span.extracting(fields.nameRange(at: index))
    if !keepsContent, RedirectTrail.describesContent(name) { return false }
    return keepsCredentials || !RedirectTrail.isCredential(name)
  }

  private static func describesContent(_ name: Span<UInt8>) -> Bool {
    name.equalsIgnoringCase(lower: "content-type")
      || name.equalsIgnoringCase(lower: "content-encoding")
      || name.equalsIgnoringCase(lower: "content-language")
      || name.equalsIgnoringCase(lower: "content-location")
  }

  private static func isCredential(_ name: Span<UInt8>) -> Bool {
    name.equalsIgnoringCase(lower: "authorization") || name.equalsIgnoringCase(lower: "cookie")
      || name.equalsIgnoringCase(lower: "cookie2")
      || name.equalsIgnoringCase(lower: "www-authenticate")
  }

  private static let referer = FieldName("Referer")
}
