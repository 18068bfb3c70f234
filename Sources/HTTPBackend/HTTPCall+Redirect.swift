import Bytes
import Endpoints
import HTTP
import Messages
import Upstreams

// Where a backend's answer leads elsewhere (ST-3).
extension HTTPCall {
  /// Content of a redirect that is read so that its connection can serve again; nobody sees it.
  static let redirectContentLimit = 16 << 10

  func isRedirect(_ head: ResponseHead) -> Bool {
    settings.redirects.follows(
      head, of: (trail?.method ?? call.method, hasContent: sendsContent))
  }

  private var sendsContent: Bool {
    guard trail?.keepsContent ?? true else { return false }
    switch call.content {
    case .none: return false
    case .bytes(let bytes): return !bytes.isEmpty
    case .stream: return true
    }
  }

  /// Goes where the answer leads; a place where it cannot go is a failure.
  func follow(_ head: ResponseHead) {
    let text = head.fields.value(of: .location) ?? []
    let trail = trail ?? RedirectTrail(call.method, to: host.name)
    guard trail.requests < RedirectRule.requestLimit else {
      return lost("stopped after \(RedirectRule.requestLimit) redirects")
    }
    let location: RedirectLocation
    do throws(RedirectLocation.Mistake) {
      location = try RedirectLocation(text.span, from: target.bytes)
    } catch {
      return lost("a redirect cannot be followed: its \(error) is not supported")
    }
    if case .stream = call.content, head.status.code >= 307, trail.keepsContent {
      return lost("a redirect cannot be followed: the content has been sent")
    }
    let place = [UInt8]("http://") + host.authority.bytes + target.bytes
    let referer = FieldValue(place.span)
    if let authority = location.authority, authority.bytes != host.authority.bytes {
      guard let host = backend.origins.host(of: authority, settings.proxies) else {
        return lost("a redirect cannot be followed: its authority is not supported")
      }
      self.host = host
    }
    target = location.target
    trail.follow(head.status, to: host.name)
    self.trail = trail
    start(trail.call(call, to: target, referer: referer))
  }

  private func lost(_ reason: String) {
    receiver?.failed(failure(.malformedAnswer, "\(reason) [\(settings.label)]"), slot: slot)
  }
}
