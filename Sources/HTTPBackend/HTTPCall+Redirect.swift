import Bytes
import Endpoints
import HTTP
import Messages
import Network
import Upstreams

/// Why the place that a redirect names cannot be called.
private struct RedirectFailure: Error {
  var reason: String
}

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
    let from = host
    let place = from.scheme + from.authority.bytes + target.bytes
    do throws(RedirectFailure) {
      host = try host(location)
    } catch {
      return lost("a redirect cannot be followed: \(error.reason)")
    }
    target = location.target
    let leavesTLS = from.isSecure && !host.isSecure
    trail.follow(head.status, to: host.name, leavesTLS: leavesTLS)
    // What was said in confidence is not told to others (RFC 9110 §10.1.3).
    let referer = leavesTLS ? nil : FieldValue(place.span)
    self.trail = trail
    start(trail.call(call, to: target, referer: referer))
  }

  /// The host that a location names, or the one it came from.
  private func host(_ location: RedirectLocation) throws(RedirectFailure) -> Balancer.Host {
    guard let authority = location.authority else { return host }
    let isSecure = location.isSecure ?? host.isSecure
    if authority.bytes == host.authority.bytes, isSecure == host.isSecure { return host }
    var context: TLSContext?
    if isSecure {
      guard let source = settings.tls else {
        throw RedirectFailure(reason: "its scheme is not supported")
      }
      do throws(TLSSettings.Mistake) {
        context = try source.context()
      } catch {
        throw RedirectFailure(reason: "\(error)")
      }
    }
    guard let host = backend.origins.host(of: authority, settings.proxies, tls: context) else {
      throw RedirectFailure(reason: "its authority is not supported")
    }
    return host
  }

  private func lost(_ reason: String) {
    receiver?.failed(failure(.malformedAnswer, "\(reason) [\(settings.label)]"), slot: slot)
  }
}
