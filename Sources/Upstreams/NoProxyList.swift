import Bytes
import Endpoints

/// The hosts that `NO_PROXY` names, as Go's HTTP client reads it: names (which stand for their
/// subdomains too; with a dot or `*.` before them for these alone), addresses and networks, names
/// and addresses with a port, and `*` for all. This machine is never called through a proxy.
public struct NoProxyList: Sendable {
  private struct Entry: Sendable {
    enum Place: Sendable {
      case network(IPRange)
      /// `.name`, and whether the name itself is meant as well.
      case domain(suffix: String, includesItself: Bool)
    }

    var place: Place
    /// Nil for any.
    var port: UInt16?
  }

  private var entries: [Entry] = []
  private var isAll = false

  /// Reads a list with commas between; entries that mean nothing are passed over.
  public init(_ text: String) {
    for part in text.split(separator: ",") {
      let word = NoProxyList.trimmed(part).lowercased()
      if word == "*" { isAll = true }
      if let entry = NoProxyList.entry(word) { entries.append(entry) }
    }
  }

  private static func trimmed(_ part: Substring) -> Substring {
    var part = part.drop { $0.isWhitespace }
    while part.last?.isWhitespace ?? false { part.removeLast() }
    return part
  }

  private static func entry(_ word: String) -> Entry? {
    if let network = IPRange(word) { return Entry(place: .network(network), port: nil) }
    var (name, port) = (word[...], UInt16?.none)
    if let colon = word.lastIndex(of: ":"), let end = endOfHost(word), end == colon {
      guard let number = UInt16(word[word.index(after: colon)...]) else { return nil }
      (name, port) = (word[..<colon], number)
    }
    if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
    if let address = IPRange(String(name)) { return Entry(place: .network(address), port: port) }
    if name.hasPrefix("*.") { name = name.dropFirst() }
    guard !name.isEmpty else { return nil }
    let isSuffix = name.hasPrefix(".")
    return Entry(
      place: .domain(suffix: isSuffix ? String(name) : ".\(name)", includesItself: !isSuffix),
      port: port)
  }

  /// Where a port may begin: behind brackets, or at the only colon.
  private static func endOfHost(_ word: String) -> String.Index? {
    if let bracket = word.lastIndex(of: "]") { return word.index(after: bracket) }
    return word.firstIndex(of: ":")
  }

  /// Whether a host is called directly; its name in lower case and without brackets.
  public func contains(_ name: String, port: UInt16) -> Bool {
    let address = IPAddress(Array(name.utf8).span)
    if isAll || name == "localhost" { return true }
    if let address, NoProxyList.loopback.contains(where: { $0.contains(address) }) { return true }
    return entries.contains { entry in
      guard entry.port == nil || entry.port == port else { return false }
      switch entry.place {
      case .network(let range): return address.map { range.contains($0) } ?? false
      case .domain(let suffix, let includesItself):
        return name.hasSuffix(suffix) || includesItself && name == suffix.dropFirst()
      }
    }
  }

  private static let loopback = ["127.0.0.0/8", "::1"].compactMap { IPRange($0) }
}
