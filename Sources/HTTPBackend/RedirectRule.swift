import Endpoints
import HTTP
import Messages

/// Whether and how a backend's redirects are followed (ST-3).
public struct RedirectRule: Sendable {
  /// How many requests one call may become.
  static let requestLimit = 10

  /// Whether they are followed at all.
  public var follows = true
  /// Whether content is sent again where the method stays (`send_body_on_redirect`).
  public var sendsContentAgain = false

  /// They are followed, without sending content again.
  public init() {}

  /// Whether an answer is a redirect that is to be followed; all others are answers like any.
  func follows(_ head: ResponseHead, of request: (method: Method, hasContent: Bool)) -> Bool {
    guard follows, let location = head.fields.firstIndex(of: .location),
      !head.fields.valueRange(at: location).isEmpty
    else { return false }
    switch head.status.code {
    case 301, 302, 303: return true
    case 307, 308: return !request.hasContent || sendsContentAgain
    default: return false
    }
  }
}
