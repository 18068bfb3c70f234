import Document

/// Hides what should not stand in a terminal: the values of fields, parameters and members whose
/// names say that they are secrets.
enum Secrecy {
  static let dots = "••••"
  private static let words = [
    "authorization", "cookie", "token", "secret", "password", "passwd", "api-key", "api_key",
    "apikey", "credential", "signature", "session",
  ]
  private static let names: Set = ["key", "auth", "sig", "jwt", "pwd", "sid"]

  static func covers(_ name: String) -> Bool {
    let name = name.lowercased()
    return words.contains { name.contains($0) } || names.contains(name)
      || ["-key", "_key", "-auth", "_auth"].contains { name.hasSuffix($0) }
  }

  /// The value of a field; of a secret only references, which are none, and the scheme of
  /// credentials (RFC 9110 §11.4).
  static func shown(_ value: String, of name: String) -> String {
    guard covers(name) else { return value }
    let hasScheme = name.lowercased().hasSuffix("authorization")
    let words =
      hasScheme
      ? value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false) : [value[...]]
    let secret = words.last ?? value[...]
    let shown = isReference(secret) ? String(secret) : dots
    return words.count == 2 ? "\(words[0]) \(shown)" : shown
  }

  /// Whether a text is one reference and nothing else, without a text to fall back on.
  private static func isReference(_ text: Substring) -> Bool {
    text.hasPrefix("{") && text.hasSuffix("}") && text.count { $0 == "{" } == 1
      && !text.contains("?")
  }

  /// A text with URLs in it, without the values of their secret parameters.
  static func shown(text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false)
      .map { shown(url: String($0)) }.joined(separator: " ")
  }

  /// A URL without the values of secret parameters.
  static func shown(url: String) -> String {
    guard let mark = url.firstIndex(of: "?") else { return url }
    let pairs = url[url.index(after: mark)...].split(
      separator: "&", omittingEmptySubsequences: false)
    let shown = pairs.map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, covers(String(parts[0])), !isReference(parts[1]) else {
        return String(pair)
      }
      return "\(parts[0])=\(dots)"
    }
    return url[...mark] + shown.joined(separator: "&")
  }

  /// A JSON text without the values of secret members.
  static func shown(json text: [UInt8]) -> String {
    guard let document = try? Document.scan(text, .strict) else { return dots }
    var output: [UInt8] = []
    var written = 0
    for node in document.tape.indices where document.kind(of: node) == .object {
      for member in document.members(of: node) {
        let name = String(decoding: document.string(at: member.name), as: UTF8.self)
        let range = document.range(of: member.value)
        guard covers(name), range.lowerBound >= written else { continue }
        output += document.text[written..<range.lowerBound]
        output += Array("\"\(dots)\"".utf8)
        written = range.upperBound
      }
    }
    return String(decoding: output + document.text[written...], as: UTF8.self)
  }
}
