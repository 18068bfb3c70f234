/// A schema as people read it, in the notation of `.proto` files: what `dragoman grpc list` and
/// `describe` print.
public struct SchemaText {
  private let schema: Schema

  /// A printer of a schema.
  public init(_ schema: Schema) { self.schema = schema }

  /// Every service with its methods, a line each:
  ///
  ///     shop.v1.Orders
  ///       Get(shop.v1.GetRequest) → shop.v1.Order
  public var services: String {
    schema.services.map { service in
      let methods = service.methods.map {
        "  \($0.name)(\(stream($0.isClientStreaming))\(schema[$0.input].name)) → "
          + "\(stream($0.isServerStreaming))\(schema[$0.output].name)\n"
      }
      return "\(service.name)\n" + methods.joined()
    }.joined(separator: "\n")
  }

  /// A service, a method (`pkg.Service/Method` or `pkg.Service.Method`), a message or an
  /// enumeration; nil if nothing has the name.
  public func describe(_ name: String) -> String? {
    let name = name.hasPrefix("/") || name.hasPrefix(".") ? String(name.dropFirst()) : name
    if let service = schema.service(named: name) { return text(service) }
    if let id = schema.message(named: name) { return text(schema[id]) }
    if let id = schema.enumeration(named: name) { return text(schema[id]) }
    guard let end = name.lastIndex(where: { $0 == "/" || $0 == "." }) else { return nil }
    let method = schema.service(named: String(name[..<end]))?
      .method(named: String(name[name.index(after: end)...]))
    return method.map { "// \($0.path)\n" + text($0, indent: "") }
  }

  /// Names of everything that can be described, for suggestions.
  public var names: [String] {
    schema.services.map(\.name) + schema.messages.filter { !$0.isMapEntry }.map(\.name)
      + schema.enums.map(\.name)
  }

  private func stream(_ isStream: Bool) -> String { isStream ? "stream " : "" }

  private func text(_ service: ServiceType) -> String {
    let methods = service.methods.map { text($0, indent: "  ") }
    return "// \(service.file)\nservice \(service.name) {\n" + methods.joined() + "}\n"
  }

  private func text(_ method: MethodType, indent: String) -> String {
    let head =
      "\(indent)rpc \(method.name)(\(stream(method.isClientStreaming))\(schema[method.input].name))"
      + " returns (\(stream(method.isServerStreaming))\(schema[method.output].name))"
    var options: [String] = []
    switch method.idempotency {
    case .unknown: break
    case .noSideEffects: options.append("option idempotency_level = NO_SIDE_EFFECTS;")
    case .idempotent: options.append("option idempotency_level = IDEMPOTENT;")
    }
    if let rule = method.httpRule {
      for rule in [rule] + rule.additionalBindings { options.append("// \(text(rule))") }
    }
    guard !options.isEmpty else { return head + ";\n" }
    return head + " {\n" + options.map { "\(indent)  \($0)\n" }.joined() + "\(indent)}\n"
  }

  /// `POST /v1/orders, body: order`
  private func text(_ rule: HTTPRule) -> String {
    "\(rule.method) \(rule.path)" + (rule.body.isEmpty ? "" : ", body: \(rule.body)")
      + (rule.responseBody.isEmpty ? "" : ", response_body: \(rule.responseBody)")
  }

  private func text(_ enumeration: EnumType) -> String {
    let values = enumeration.values.map { "  \($0.name) = \($0.number);\n" }
    return "// \(enumeration.file)\nenum \(enumeration.name) {\n" + values.joined() + "}\n"
  }

  private func text(_ message: MessageType) -> String {
    var lines: [String] = []
    var written: Set<Int> = []
    let members = Dictionary(grouping: message.fields) { $0.oneof }
    for field in message.fields {
      guard let oneof = field.oneof else {
        lines.append("  " + text(field))
        continue
      }
      guard written.insert(oneof).inserted else { continue }
      lines.append("  oneof \(message.oneofs[oneof]) {")
      for member in members[oneof] ?? [] { lines.append("    " + text(member)) }
      lines.append("  }")
    }
    let body = lines.map { $0 + "\n" }.joined()
    return "// \(message.file)\nmessage \(message.name) {\n\(body)}\n"
  }

  private func text(_ field: Field) -> String {
    FieldText(field, schema).text
  }
}
