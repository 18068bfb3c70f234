/// Plugins by their names. A plugin that this gateway does not have may be a guard: those of the
/// server refuse the start unless they are known to be none.
enum PluginNames {
  private static let harmless: Set<String> = [
    "geoip", "jwk-aggregator", "static-filesystem", "url-rewrite", "virtualhost", "wildcard",
  ]
  private static let guards: Set<String> = [
    "basic-auth", "ip-filter", "redis-ratelimit", "response-schema-validator",
  ]

  /// Whether a plugin namespace names a guard.
  static func guards(_ namespace: String, _ value: LocatedNode) -> Bool {
    guard namespace.hasPrefix("plugin/"), case .object(let members) = value.node.value,
      let names = members.first(where: { $0.key == "name" })
    else { return false }
    return LocatedNode(node: names.value, pointer: "").items.contains { item in
      guard case .string(let name) = item.node.value else { return false }
      return guards.contains(name)
        || (namespace == "plugin/http-server" && !harmless.contains(name))
    }
  }
}
