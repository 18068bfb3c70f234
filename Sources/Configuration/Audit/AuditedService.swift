/// A configuration as the audit looks at it: what is there, not what it means.
struct AuditedService {
  let root: AuditedObject
  let endpoints: [Endpoint]

  /// An endpoint with what it takes from the root.
  struct Endpoint {
    let object: AuditedObject
    let backends: [AuditedObject]
    let timeout: Nanoseconds
    let outputEncoding: String
    let method: String

    /// How many of its backends may change something. A gRPC call may.
    var writingBackends: Int {
      backends.count { backend in
        let method = (backend["method"]?.text ?? method).uppercased()
        return !["GET", "HEAD"].contains(method) || backend.namespace("backend/grpc") != nil
      }
    }
  }

  init(_ node: ConfigurationNode) {
    let root = AuditedObject(node)
    self.root = root
    let timeout = root["timeout"]?.duration ?? 2_000_000_000
    let encoding = root["output_encoding"]?.text ?? "json"
    endpoints = (root["endpoints"]?.items ?? []).map { endpoint in
      let own = endpoint["timeout"]?.duration ?? 0
      return Endpoint(
        object: endpoint, backends: endpoint["backend"]?.items ?? [],
        timeout: own > 0 ? own : timeout,
        outputEncoding: endpoint["output_encoding"]?.text ?? encoding,
        method: endpoint["method"]?.text ?? "GET")
    }
  }

  /// Whether the root has a namespace.
  func has(_ namespace: String) -> Bool { root.namespace(namespace) != nil }

  /// Whether an endpoint or one of its backends has a namespace.
  func anyHas(_ namespace: String) -> Bool {
    endpoints.contains { endpoint in
      endpoint.object.namespace(namespace) != nil
        || endpoint.backends.contains { $0.namespace(namespace) != nil }
    }
  }

  /// Whether a plugin is named under a namespace of plugins, at the root or anywhere below.
  func usesPlugin(_ name: String, _ namespace: String) -> Bool {
    let places = [root] + endpoints.flatMap { [$0.object] + $0.backends }
    return places.contains { place in
      place.namespace(namespace)?["name"]?.items.contains { $0.text == name } ?? false
    }
  }
}

/// A value that is looked into by name, whatever it is.
struct AuditedObject {
  private let node: ConfigurationNode

  init(_ node: ConfigurationNode) { self.node = node }

  /// A member that is not null, its name in any case (CFG-3).
  subscript(name: String) -> AuditedObject? {
    guard case .object(let members) = node.value else { return nil }
    let found = members.last { $0.key == name } ?? members.last { $0.key.lowercased() == name }
    guard let found else { return nil }
    if case .null = found.value.value { return nil }
    return AuditedObject(found.value)
  }

  /// A namespace of `extra_config`, by its short or its long name (CFG-7).
  func namespace(_ name: String) -> AuditedObject? {
    guard case .object(let members)? = self["extra_config"]?.node.value else { return nil }
    return members.last { NamespaceAliases.short(for: $0.key) == name }
      .map { AuditedObject($0.value) }
  }

  /// The items of a list; anything else is a list of one.
  var items: [AuditedObject] {
    LocatedNode(node: node, pointer: "").items.map { AuditedObject($0.node) }
  }

  var text: String? { Loose.string(node) }
  var isTrue: Bool { Loose.boolean(node) == true }
  var number: Double { text.flatMap(Double.init) ?? 0 }

  var duration: Nanoseconds? {
    if case .string(let text) = node.value { return GoDuration.parse(text) }
    return Loose.integer(node).map(Nanoseconds.init)
  }
}
