import Document

/// Hides what should not stand in a terminal: the values of fields, parameters and members whose
/// names say that they are secrets.
enum Secrecy {
  static let dots = "••••"
  private static let words = [
    "authorization", "cookie", "token", "secret", "password", "passwd", "api-key", "api_key",
    "apikey", "credential", "signature",
  ]

  static func covers(_ name: String) -> Bool {
    let name = name.lowercased()
    return words.contains { name.contains($0) } || name == "key" || name == "auth"
  }

  /// The value of a field; of a secret its scheme, and references, which are none.
  static func shown(_ value: String, of name: String) -> String {
    guard covers(name) else { return value }
    let words = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    let secret = words.last.map(String.init) ?? value
    let isReference =
      secret.hasPrefix("{") && secret.hasSuffix("}") && secret.count { $0 == "{" } == 1
    let shown = isReference ? secret : dots
    return words.count == 2 ? "\(words[0]) \(shown)" : shown
  }

  /// A URL without the values of secret parameters.
  static func shown(url: String) -> String {
    guard let mark = url.firstIndex(of: "?") else { return url }
    let pairs = url[url.index(after: mark)...].split(
      separator: "&", omittingEmptySubsequences: false)
    let shown = pairs.map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, covers(String(parts[0])), !parts[1].hasPrefix("{") else {
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
