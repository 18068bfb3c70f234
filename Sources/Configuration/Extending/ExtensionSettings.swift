import Bytes
public import Document

/// The value under an extension's namespace, read once, when the gateway is built.
///
/// Ask for the members by name and type. One of another type is a mistake, which is reported where
/// it stands; so is one that nobody has asked for when reading is over. What only the extension can
/// judge it reports itself, with `refuse` or `warn`.
///
/// ```swift
/// extensions.wrapEndpoints(configuredBy: "acme/quota") { settings in
///   guard let limit = settings.integer("limit", in: 1...1000) else { return nil }
///   return Quota(limit)
/// }
/// ```
public final class ExtensionSettings {
  /// The namespace.
  public let namespace: String
  /// What the namespace belongs to: `GET /users/{id}` for an endpoint or the call of a backend, and
  /// nothing for the whole gateway.
  public let owner: String
  private let section: Section
  private let keyLocation: SourceLocation
  private var asked: Set<String> = []
  private var takesAnything = false

  init(_ value: ExtensionValue, _ owner: String) {
    namespace = value.namespace
    self.owner = owner
    keyLocation = value.location
    section = Section(
      open: value.value, title: "`\(value.namespace)`",
      DiagnosticSink(file: value.location.file, options: ReadingOptions()))
  }

  /// The whole value, of any kind: for extensions that read it themselves.
  public var document: Document {
    takesAnything = true
    return Self.document(section.value.node)
  }

  /// The member with this name, of any kind; nil if there is none.
  public func document(_ key: String) -> Document? { ask(key).map { Self.document($0.node) } }

  /// A text.
  public func string(_ key: String) -> String? { ask(key) == nil ? nil : section.string(key) }

  /// A list of texts; a single text is a list of one, no member an empty list.
  public func strings(_ key: String) -> [String] { ask(key) == nil ? [] : section.strings(key) }

  /// `true` or `false`.
  public func boolean(_ key: String) -> Bool? { ask(key) == nil ? nil : section.boolean(key) }

  /// A whole number within a range.
  public func integer(_ key: String, in range: ClosedRange<Int> = 0...Int.max) -> Int? {
    ask(key) == nil ? nil : section.integer(key, range)
  }

  /// A length of time as KrakenD writes it: `"1500ms"`.
  public func duration(_ key: String) -> Duration? {
    ask(key) == nil ? nil : section.duration(key).map { .nanoseconds($0) }
  }

  /// Says that the value, or a member of it, is wrong: the gateway does not start.
  public func refuse(_ message: String, at key: String? = nil, suggestion: String? = nil) {
    report(.error, message, key, suggestion)
  }

  /// Says that the value, or a member of it, is most likely not meant so: the gateway starts.
  public func warn(_ message: String, at key: String? = nil, suggestion: String? = nil) {
    report(.warning, message, key, suggestion)
  }

  private func report(
    _ severity: Diagnostic.Severity, _ message: String, _ key: String?, _ suggestion: String?
  ) {
    let location = key.flatMap { section.node($0) }.map { section.sink.location($0) }
    section.sink.report(
      Diagnostic(severity, at: location ?? keyLocation, message, suggestion: suggestion))
  }

  /// Ends the reading: what was found, and the members that nobody has asked for.
  public func finish() -> [Diagnostic] {
    if !takesAnything { reportUnasked() }
    return section.sink.sorted()
  }

  private func reportUnasked() {
    guard case .object(let members) = section.value.node.value else { return }
    for member in members where !asked.contains(member.key) && !KeyPlace.isComment(member.key) {
      let pointer = JSONPointer.child(section.value.pointer, member.key)
      section.sink.report(
        Diagnostic(
          .warning, .unknownKey,
          at: SourceLocation(keyLocation.file, member.position, pointer),
          "unknown key \"\(member.key)\" in `\(namespace)`",
          suggestion: Spelling.nearest(to: member.key, among: Array(asked)).map {
            "did you mean \"\($0)\"?"
          }))
    }
  }

  /// Notes that a member was asked for. A value that has no members is a mistake then.
  private func ask(_ key: String) -> LocatedNode? {
    if case .object = section.value.node.value {
    } else if asked.isEmpty {
      refuse("`\(namespace)` must be an object, not \(section.value.node.noun)")
    }
    asked.insert(key)
    return section.node(key)
  }

  private static func document(_ node: ConfigurationNode) -> Document {
    (try? Document.scan(node.json, .strict)) ?? .null
  }
}
