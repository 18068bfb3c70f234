import Bytes
public import Messages

/// Whose address counts as the client's (IP-1, IP-2), compiled from the `router` keys.
public struct ClientAddressRule: Sendable {
  private let readsHeaders: Bool
  /// Proxies whose word counts; nil means every peer's.
  private let trusted: [IPRange]?
  private let headers: [FieldName]

  /// What is wrong with the settings.
  public enum Mistake: Error, Sendable, Equatable {
    /// An entry of `trusted_proxies` that is neither an address nor a range.
    case invalidProxy(String)
    /// An entry of `remote_ip_headers` that is no field name.
    case invalidHeaderName(String)
  }

  /// The reference's default: every peer is trusted, `X-Forwarded-For` comes before `X-Real-Ip`.
  public init() {
    readsHeaders = true
    trusted = nil
    headers = ClientAddressRule.defaultHeaders
  }

  private static let defaultHeaders: [FieldName] = ["X-Forwarded-For", "X-Real-Ip"].compactMap {
    FieldName($0)
  }

  /// Compiles `forwarded_by_client_ip`, `trusted_proxies` and `remote_ip_headers`; an empty list
  /// means its default.
  public init(
    readsHeaders: Bool, trustedProxies: [String], headers: [String]
  ) throws(Mistake) {
    self.readsHeaders = readsHeaders
    var ranges: [IPRange] = []
    for text in trustedProxies {
      guard let range = IPRange(text) else { throw .invalidProxy(text) }
      ranges.append(range)
    }
    trusted = ranges.isEmpty ? nil : ranges
    var names: [FieldName] = []
    for text in headers {
      guard let name = FieldName(text) else { throw .invalidHeaderName(text) }
      names.append(name)
    }
    self.headers = names.isEmpty ? ClientAddressRule.defaultHeaders : names
  }

  /// The client's address as text. `peer` is the address at the other end of the connection.
  public func address(peer: FieldValue, fields: HeaderFields) -> FieldValue {
    guard readsHeaders, trustsPeer(peer) else { return peer }
    for name in headers {
      if let range = address(in: fields, name),
        let value = FieldValue(fields.storage.span.extracting(range))
      {
        return value
      }
    }
    return peer
  }

  private func trustsPeer(_ peer: FieldValue) -> Bool {
    guard trusted != nil else { return true }
    guard let address = IPAddress(peer.bytes.span) else { return false }
    return trusts(address)
  }

  private func trusts(_ address: IPAddress) -> Bool {
    guard let trusted else { return true }
    return trusted.contains { $0.contains(address) }
  }

  /// Walks the list from the right, over all lines of the field: the first address that is not a
  /// trusted proxy's, else the leftmost. Nil where an entry on the way is no address.
  private func address(in fields: HeaderFields, _ name: FieldName) -> Range<Int>? {
    var lines: [Int] = []
    var line = fields.firstIndex(of: name)
    while let index = line {
      lines.append(index)
      line = fields.firstIndex(of: name, from: index + 1)
    }
    let text = fields.storage.span
    var leftmost: Range<Int>?
    for index in lines.reversed() {
      let value = fields.valueRange(at: index)
      var end = value.upperBound
      while end >= value.lowerBound {
        var start = end
        while start > value.lowerBound, text[start - 1] != ASCII.comma { start -= 1 }
        let entry = ClientAddressRule.trimmed(text, start..<end)
        guard let address = IPAddress(text.extracting(entry)) else { return nil }
        if !trusts(address) { return entry }
        leftmost = entry
        end = start - 1
      }
    }
    return leftmost
  }

  private static func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text[start] == ASCII.space || text[start] == ASCII.tab { start += 1 }
    while end > start, text[end - 1] == ASCII.space || text[end - 1] == ASCII.tab { end -= 1 }
    return start..<end
  }
}
