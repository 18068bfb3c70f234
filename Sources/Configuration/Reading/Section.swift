/// An object at a known place: its members by the names of the place's keys. Making one reports
/// what is not known there, and what is known but not honoured.
struct Section {
  let value: LocatedNode
  let place: KeyPlace
  let sink: DiagnosticSink
  private let found: [String: LocatedNode]
  /// What stands under namespaces that somebody has given a meaning.
  let extensions: [ExtensionValue]

  /// `quiet` is for the inside of something that was reported as a whole.
  init(_ value: LocatedNode, _ place: KeyPlace, _ sink: DiagnosticSink, quiet: Bool = false) {
    self.value = value
    self.place = place
    self.sink = sink
    var found: [String: (member: LocatedNode, spelled: String)] = [:]
    var extensions: [ExtensionValue] = []
    for member in Section.members(value) where !KeyPlace.isComment(member.key) {
      let located = LocatedNode(
        node: member.value, pointer: JSONPointer.child(value.pointer, member.key))
      if let name = sink.options.extensions.namespace(member.key, in: place) {
        let location = SourceLocation(sink.file, member.position, located.pointer)
        extensions.append(ExtensionValue(namespace: name, location: location, value: located))
        continue
      }
      guard let key = place.key(named: member.key) else {
        UnknownKey(member, in: place, at: located.pointer).report(to: sink)
        continue
      }
      if let other = found[key.name] {
        Section.reportTwin(member, located, other.spelled, sink)
        if member.key != key.name { continue }
      }
      found[key.name] = (located, member.key)
      if !quiet { KeyState.report(key, member, located, in: place, to: sink) }
    }
    self.found = found.mapValues(\.member)
    self.extensions = extensions
  }

  /// An object of which somebody else knows what may be in it.
  init(open value: LocatedNode, title: String, _ sink: DiagnosticSink) {
    self.value = value
    self.sink = sink
    place = KeyPlace("extension", title, at: value.pointer, [])
    extensions = []
    var found: [String: LocatedNode] = [:]
    for member in Section.members(value) {
      found[member.key] = LocatedNode(
        node: member.value, pointer: JSONPointer.child(value.pointer, member.key))
    }
    self.found = found
  }

  private static func members(_ value: LocatedNode) -> [ConfigurationNode.Member] {
    guard case .object(let members) = value.node.value else { return [] }
    return members
  }

  /// Two spellings of one key: the exact one counts, else the first.
  private static func reportTwin(
    _ member: ConfigurationNode.Member, _ located: LocatedNode, _ other: String,
    _ sink: DiagnosticSink
  ) {
    // The very same key twice is a mistake of the text and has been reported.
    guard member.key != other else { return }
    sink.report(
      Diagnostic(
        .warning, .mistake, at: SourceLocation(sink.file, member.position, located.pointer),
        "\"\(member.key)\" and \"\(other)\" are the same key; only one of them counts"))
  }

  /// The value under a key; nil if it is absent, null or broken.
  func node(_ key: String) -> LocatedNode? {
    guard let value = found[key] else { return nil }
    switch value.node.value {
    case .null, .broken: return nil
    default: return value
    }
  }

  /// Whether the key is there at all, even if nothing can be read from it.
  func has(_ key: String) -> Bool { found[key] != nil }

  /// Where the value under a key is, or else the object itself.
  func location(of key: String) -> SourceLocation { sink.location(node(key) ?? value) }

  var location: SourceLocation { sink.location(value) }

  /// The object under a key; nil and a diagnostic if it is something else.
  func section(_ key: String, _ place: KeyPlace) -> Section? {
    guard let value = node(key) else { return nil }
    guard case .object = value.node.value else {
      sink.error("`\(key)` must be an object, not \(value.node.noun)", at: value)
      return nil
    }
    return Section(value, place, sink, quiet: self.place.key(named: key)?.state == .later)
  }

  /// The objects of the list under a key; a single object is a list of one.
  func sections(_ key: String, _ place: KeyPlace) -> [Section] {
    guard let list = node(key) else { return [] }
    return list.items.compactMap { item in
      switch item.node.value {
      case .object: return Section(item, place, sink)
      case .broken: return nil
      default:
        sink.error("an item of `\(key)` must be an object, not \(item.node.noun)", at: item)
        return nil
      }
    }
  }
}
