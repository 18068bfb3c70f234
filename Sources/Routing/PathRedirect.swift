import Bytes
public import Messages

/// The repair of a path (RSP-12).
public struct PathRedirect: Sendable {
  /// 301 for GET, 307 for every other method: those must not change.
  public let status: Status
  /// The right path, percent-encoded. It begins with exactly one slash, so that no browser takes it
  /// for another host's address.
  public let path: [UInt8]

  /// Encodes a decoded path; nil if it could be read as an address of another host.
  init?(to path: Span<UInt8>, for method: Method) {
    if path.count > 1, path[1] == ASCII.slash { return nil }
    var encoded: [UInt8] = []
    encoded.reserveCapacity(path.count + 16)
    PercentCoding.append(path, for: .path, to: &encoded)
    self.status = method == .get ? .movedPermanently : .temporaryRedirect
    self.path = encoded
  }

  /// The value of `Location`: the path and the query of the request as it came.
  public func location(query: Span<UInt8>?) -> [UInt8] {
    guard let query, query.count > 0 else { return path }
    var location = path
    location.append(ASCII.question)
    location.append(query)
    return location
  }
}
