import Endpoints
import Messages

/// What makes two calls to one backend the same: all that is sent.
struct CallIdentity: Hashable {
  private let method: Method
  private let target: [UInt8]
  private let fields: [UInt8]
  private let content: [UInt8]

  /// Nil for a call whose content can be read but once.
  init?(_ call: BackendCall, tellsAddress: Bool) {
    switch call.content {
    case .none: content = []
    case .bytes(let bytes): content = bytes
    case .stream: return nil
    }
    method = call.method
    target = call.target.bytes
    fields = tellsAddress ? call.fields.storage : CallIdentity.withoutAddress(call.fields)
  }

  /// Every client has an address of its own: with it no two would have the same call.
  private static func withoutAddress(_ fields: HeaderFields) -> [UInt8] {
    guard let index = fields.firstIndex(of: .xForwardedFor) else { return fields.storage }
    var rest = fields.storage
    rest.removeSubrange(fields.lineRange(at: index))
    return rest
  }
}
