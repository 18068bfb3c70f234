/// A kind of object in the configuration and the keys that mean something in it.
public struct KeyPlace: Sendable {
  /// A short name of the place, unique.
  public let name: String
  /// What the place is called in a sentence: `a backend`.
  public let title: String
  /// Where it is, as a path with `[]` for the items of lists.
  public let path: String
  /// The keys, in the order of the reference documentation.
  public let keys: [KnownKey]
  /// Whether the keys are namespaces of `extra_config`, which have aliases (CFG-7).
  let hasNamespaces: Bool
  /// Names that older versions or habits use, and what stands for them here.
  let formerNames: [String: String]
  private let byName: [String: Int]

  init(
    _ name: String, _ title: String, at path: String, _ keys: [KnownKey],
    hasNamespaces: Bool = false, formerNames: [String: String] = [:]
  ) {
    self.name = name
    self.title = title
    self.path = path
    self.keys = keys
    self.hasNamespaces = hasNamespaces
    self.formerNames = formerNames
    byName = Dictionary(
      keys.enumerated().map { ($1.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The key with this name: without regard to case (CFG-3), a namespace also by its long name.
  func key(named name: String) -> KnownKey? {
    let short = hasNamespaces ? NamespaceAliases.short(for: name) : name.lowercased()
    return byName[short].map { keys[$0] }
  }

  /// Comments: keys that begin with `$`, `@`, `_` or `#`.
  static func isComment(_ name: String) -> Bool {
    name.first.map { "$@_#".contains($0) } ?? false
  }
}
