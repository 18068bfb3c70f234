import Bytes

/// Hosts of gRPC servers: `name:port`, without a scheme (GRPC-D9).
enum GRPCHostText {
  /// The host without what cleaning has put before it.
  static func withoutScheme(_ text: String) -> String {
    for scheme in ["http://", "https://", "grpc://", "grpcs://"] where text.hasPrefix(scheme) {
      return String(text.dropFirst(scheme.utf8.count))
    }
    return text
  }

  static func isSocket(_ text: String) -> Bool { text.hasPrefix("unix:") }

  /// Whether a port is at the end of a host.
  static func hasPort(_ text: String) -> Bool {
    guard let colon = text.utf8.lastIndex(of: ASCII.colon) else { return false }
    let digits = text.utf8[text.utf8.index(after: colon)...]
    return !digits.isEmpty && digits.allSatisfy(ASCII.isDigit)
  }
}
