/// Says what becomes of a key that is known but not honoured: one diagnostic for each occurrence.
enum KeyState {
  static func report(
    _ key: KnownKey, _ member: ConfigurationNode.Member, _ value: LocatedNode, in place: KeyPlace,
    to sink: DiagnosticSink
  ) {
    let location = SourceLocation(sink.file, member.position, value.pointer)
    let isGuard = PluginNames.guards(key.name, value)
    switch isGuard ? .guards : key.state {
    case .supported, .inert: return
    case .ignored:
      sink.report(
        Diagnostic(
          .warning, at: location, "`\(key.name)` has no effect in \(place.title): \(key.meaning)"))
    case .later where isActive(value, key):
      sink.report(
        Diagnostic(
          .warning, .unsupportedKey, at: location,
          "not supported yet: `\(key.name)` (\(key.meaning))"))
    case .guards where isActive(value, key):
      sink.report(guardDiagnostic(key, at: location, sink.options))
    case .later, .guards: return
    }
  }

  /// A guard that cannot be honoured: nothing is served unprotected unless that is wanted.
  private static func guardDiagnostic(
    _ key: KnownKey, at location: SourceLocation, _ options: ReadingOptions
  ) -> Diagnostic {
    Diagnostic(
      options.allowUnsupported ? .warning : .error, .guardKey, at: location,
      "not supported yet: `\(key.name)`, which \(key.meaning)",
      suggestion: options.allowUnsupported
        ? "the gateway runs without it" : "--allow-unsupported starts the gateway without it")
  }

  /// Whether a value asks for the feature: `false`, the default number, null and a value that is
  /// switched off do not.
  private static func isActive(_ value: LocatedNode, _ key: KnownKey) -> Bool {
    switch value.node.value {
    case .null, .broken: return false
    case .boolean(let flag): return flag
    case .number, .string:
      guard let number = Loose.integer(value.node) else {
        return Loose.boolean(value.node) ?? (Loose.string(value.node) != "")
      }
      return key.type == .boolean ? number != 0 : number > Int(key.standard) ?? 0
    case .list(let items): return !items.isEmpty
    case .object(let members):
      return !members.contains { member in
        member.key == key.offSwitch && Loose.boolean(member.value) == true
      }
    }
  }
}
