import Document
import GraphQL

/// A schema as people read it, in the notation of SDL (§3).
struct GraphQLSchemaText {
  private let schema: GraphQLSchema

  init(_ schema: GraphQLSchema) { self.schema = schema }

  /// Arguments stand on lines of their own where one line would be longer.
  private static let width = 90
  private static let kinds: [OperationKind] = [.query, .mutation, .subscription]

  /// What the server adds to what every schema has, by name.
  private var types: [SchemaType] {
    let builtIn: Set = ["Int", "Float", "String", "Boolean", "ID"]
    return schema.types.values
      .filter { !$0.name.hasPrefix("__") && !builtIn.contains($0.name) }
      .sorted { $0.name < $1.name }
  }

  /// Every operation, a line each below its root:
  ///
  ///     query: Query
  ///       customer(id: ID!): Customer
  var operations: String {
    Self.kinds.compactMap { kind in
      guard let root = schema.root(of: kind) else { return nil }
      let fields = root.fields.map { "  \(Self.line($0))\n" }
      return "\(kind.rawValue): \(root.name)\n" + fields.joined()
    }.joined(separator: "\n")
  }

  /// How many types and operations there are.
  var summary: String {
    let names: [(SchemaType.Kind, String)] = [
      (.object, "objects"), (.interface, "interfaces"), (.union, "unions"), (.enum, "enums"),
      (.inputObject, "input objects"), (.scalar, "scalars"),
    ]
    let counts = names.compactMap { kind, name in
      let count = types.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(count == 1 ? String(name.dropLast()) : name)"
    }
    let roots = Self.kinds.compactMap { kind in
      schema.root(of: kind).map { root in
        "  \(kind.rawValue): \(root.name), \(root.fields.count) "
          + (root.fields.count == 1 ? "field" : "fields")
      }
    }
    return (["  types: \(counts.joined(separator: ", "))"] + roots).joined(separator: "\n")
  }

  /// A type, or a field of one (`Query.customer`); nil if nothing has the name.
  func describe(_ name: String) -> String? {
    if let type = schema.type(named: name) { return Self.text(type) }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let type = schema.type(named: parts[0]) else { return nil }
    if let field = type.field(parts[1]) { return Self.text(field, indent: "") }
    return type.input(parts[1]).map { Self.text($0, indent: "") }
  }

  /// Names of everything that can be described, for suggestions.
  var names: [String] {
    types.map(\.name)
      + types.flatMap { type in
        (type.fields.map(\.name) + type.inputs.map(\.name)).map { "\(type.name).\($0)" }
      }
  }

  /// All of it, as a document that gives the same schema.
  var document: String {
    let roots = Self.kinds.compactMap { kind in
      schema.root(of: kind).map { "  \(kind.rawValue): \($0.name)\n" }
    }
    let builtIn: Set = ["skip", "include", "deprecated", "specifiedBy", "oneOf"]
    let directives = schema.directives.values
      .filter { !builtIn.contains($0.name) }.sorted { $0.name < $1.name }
    return (["schema {\n\(roots.joined())}\n"] + directives.map(Self.text) + types.map(Self.text))
      .joined(separator: "\n")
  }
}

// Types.
extension GraphQLSchemaText {
  private static func text(_ type: SchemaType) -> String {
    let comment = comment(type.comment, indent: "")
    let interfaces =
      type.interfaces.isEmpty ? "" : " implements \(type.interfaces.joined(separator: " & "))"
    switch type.kind {
    case .scalar: return comment + "scalar \(type.name)\n"
    case .object: return comment + "type \(type.name)\(interfaces)" + body(type.fields)
    case .interface: return comment + "interface \(type.name)\(interfaces)" + body(type.fields)
    case .union:
      let members = type.members.isEmpty ? "" : " = \(type.members.joined(separator: " | "))"
      return comment + "union \(type.name)\(members)\n"
    case .enum: return comment + "enum \(type.name)" + block(type.values.map(value))
    case .inputObject:
      let oneOf = type.isOneOf ? " @oneOf" : ""
      return comment + "input \(type.name)\(oneOf)"
        + block(type.inputs.map { text($0, indent: "  ") })
    }
  }

  private static func body(_ fields: [SchemaField]) -> String {
    block(fields.map { text($0, indent: "  ") })
  }

  private static func block(_ lines: [String]) -> String {
    lines.isEmpty ? "\n" : " {\n\(lines.joined())}\n"
  }

  private static func value(_ value: SchemaEnumValue) -> String {
    comment(value.comment, indent: "  ") + "  \(value.name)\(deprecation(value.deprecation))\n"
  }

  private static func text(_ directive: SchemaDirective) -> String {
    "directive @\(directive.name)\(arguments(directive.arguments))"
      + (directive.isRepeatable ? " repeatable" : "")
      + " on \(directive.locations.sorted().joined(separator: " | "))\n"
  }
}

// Fields.
extension GraphQLSchemaText {
  /// On one line, without what is said about it.
  private static func line(_ field: SchemaField) -> String {
    "\(field.name)\(arguments(field.arguments)): \(field.type)"
  }

  private static func text(_ field: SchemaField, indent: String) -> String {
    var arguments = arguments(field.arguments)
    let isLong = indent.count + field.name.count + arguments.count > Self.width
    if isLong || field.arguments.contains(where: { $0.comment != nil }) {
      let lines = field.arguments.map { text($0, indent: indent + "  ") }
      arguments = "(\n\(lines.joined())\(indent))"
    }
    return comment(field.comment, indent: indent)
      + "\(indent)\(field.name)\(arguments): \(field.type)\(deprecation(field.deprecation))\n"
  }

  private static func text(_ input: SchemaInput, indent: String) -> String {
    comment(input.comment, indent: indent) + "\(indent)\(line(input))\n"
  }

  private static func line(_ input: SchemaInput) -> String {
    "\(input.name): \(input.type)" + (input.defaultValue.map { " = \($0.text)" } ?? "")
      + deprecation(input.deprecation)
  }

  private static func arguments(_ arguments: [SchemaInput]) -> String {
    arguments.isEmpty ? "" : "(\(arguments.map(line).joined(separator: ", ")))"
  }

  private static func deprecation(_ reason: String?) -> String {
    reason.map { " @deprecated(reason: \(quoted($0)))" } ?? ""
  }

  private static func comment(_ text: String?, indent: String) -> String {
    guard let text else { return "" }
    guard text.contains("\n"), isPlain(text) else { return "\(indent)\(quoted(text))\n" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "\n" : "\(indent)\($0)\n" }
    return "\(indent)\"\"\"\n\(lines.joined())\(indent)\"\"\"\n"
  }

  /// Whether a block string means the same text (§2.9.4): indentation and blank lines at the ends
  /// would be lost.
  private static func isPlain(_ text: String) -> Bool {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let ends = [lines.first, lines.last].compactMap { $0 }
    return !text.contains("\"\"\"") && ends.allSatisfy { !$0.allSatisfy { $0.isWhitespace } }
      && lines.allSatisfy { $0.first.map { !$0.isWhitespace } ?? true }
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }
  }

  /// GraphQL has the escapes of JSON (§2.9.4).
  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONWriter.append(string: Array(text.utf8), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
