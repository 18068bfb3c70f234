import Bytes

/// A key that means nothing where it stands (CFG-6), and what may have been meant.
struct UnknownKey {
  private let member: ConfigurationNode.Member
  private let place: KeyPlace
  private let pointer: String

  init(_ member: ConfigurationNode.Member, in place: KeyPlace, at pointer: String) {
    self.member = member
    self.place = place
    self.pointer = pointer
  }

  func report(to sink: DiagnosticSink) {
    let location = SourceLocation(sink.file, member.position, pointer)
    guard place.hasNamespaces, mayGuard else {
      let message = "unknown key \"\(member.key)\" in \(place.title)"
      sink.report(
        Diagnostic(.warning, .unknownKey, at: location, message, suggestion: suggestion))
      return
    }
    // Nobody knows this namespace, but what looks like a guard is not passed over.
    sink.report(
      Diagnostic(
        sink.options.allowUnsupported ? .warning : .error, .guardKey, at: location,
        "unknown namespace \"\(member.key)\" in \(place.title), which looks like a guard",
        suggestion: suggestion))
  }

  private var mayGuard: Bool {
    KnownKeys.guardPrefixes.contains { member.key.hasPrefix($0) }
      || nearest.flatMap { place.key(named: $0) }?.state == .guards
      || KnownKeys.homes(of: member.key).contains {
        $0.hasNamespaces && $0.key(named: member.key)?.state == .guards
      }
  }

  private var nearest: String? {
    Spelling.nearest(to: member.key, among: place.keys.map(\.name))
  }

  private var suggestion: String? {
    let former = place.formerNames[member.key.lowercased()]
    if let name = former ?? nearest { return "did you mean \"\(name)\"?" }
    let homes = KnownKeys.homes(of: member.key).map(\.title)
    if !homes.isEmpty { return "it belongs to \(homes.joined(separator: " or "))" }
    let formerHomes = KnownKeys.places.compactMap { home in
      home.formerNames[member.key.lowercased()].map { "\"\($0)\" of \(home.title)" }
    }
    return formerHomes.first.map { "did you mean \($0)?" }
  }
}
