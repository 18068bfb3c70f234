import Bytes
import Configuration
import Document
import Endpoints
import GraphQL
import GraphQLBackend
import HTTPBackend

/// One GraphQL backend of the configuration → what its calls are made with. The document is read
/// here, once: what is wrong with it stops the start.
struct GraphQLCompiler {
  private let endpoint: EndpointConfiguration
  private let backend: BackendConfiguration
  private let settings: GraphQLBackendConfiguration
  /// The names of the placeholders and of the reference's own values of answers (URL-3).
  private let names: [String]
  private let check: ReferenceCheck
  /// The document and the operation in it; nil for one in a language that only looks like GraphQL.
  private(set) var parsed: (document: ExecutableDocument, operation: OperationDefinition)?
  private let schema: GraphQLSchema?
  private var references: [Reference] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Nil, with the reasons in `diagnostics`, if the document is none, or not one for the schema.
  init?(
    _ endpoint: EndpointConfiguration, _ backend: BackendConfiguration,
    _ settings: GraphQLBackendConfiguration, _ names: [String], _ check: ReferenceCheck,
    _ schema: GraphQLSchema?, noting diagnostics: inout [Diagnostic]
  ) {
    self.endpoint = endpoint
    self.backend = backend
    self.settings = settings
    self.names = names
    self.check = check
    self.schema = schema
    let document: ExecutableDocument
    do throws(GraphQLFault) {
      document = try ExecutableDocument.parse(settings.document)
    } catch {
      guard settings.isForeignDialect else {
        diagnostics.append(diagnostic(error))
        return nil
      }
      self.diagnostics.append(foreignDialect)
      return
    }
    if let faults = document.validate(against: schema) {
      diagnostics += faults.faults.map(diagnostic)
      return nil
    }
    do throws(GraphQLFault) {
      let name = settings.operationName
      let operation = try document.operation(named: name.isEmpty ? nil : name)
      parsed = (document, operation)
      checkKind(operation)
    } catch {
      diagnostics.append(
        .mistake(
          at: settings.operationNameLocation, error.message,
          suggestion: error.suggestion.map { "did you mean \($0)?" }))
      return nil
    }
  }

  /// A fault at its place: in the file of the document, or in the value that holds it.
  private func diagnostic(_ fault: GraphQLFault) -> Diagnostic {
    let suggestion = fault.suggestion.map { "did you mean \($0)?" }
    guard let place = fault.location else {
      return .mistake(at: settings.documentLocation, fault.message, suggestion: suggestion)
    }
    if let file = settings.documentPath {
      return .mistake(
        at: Configuration.SourceLocation(file: file, line: place.line, column: place.column),
        fault.message, suggestion: suggestion)
    }
    return .mistake(
      at: settings.documentLocation,
      "query, line \(place.line), column \(place.column): "
        + fault.message, suggestion: suggestion)
  }

  private var foreignDialect: Diagnostic {
    Diagnostic(
      .warning, at: settings.documentLocation,
      "the document is Dgraph's language, not GraphQL: nothing in it is checked, and it is sent as "
        + "it is")
  }

  private mutating func checkKind(_ operation: OperationDefinition) {
    let kind = operation.kind.rawValue
    guard kind != settings.kind.rawValue else { return }
    diagnostics.append(
      Diagnostic(
        .warning, at: settings.location,
        "`type` is \"\(settings.kind.rawValue)\", and the operation is a \(kind)",
        suggestion: kind == "subscription" ? nil : "write \"\(kind)\""))
  }
}

// The answer.
extension GraphQLCompiler {
  /// What reads answers; nil where they are what they would be without GraphQL (GQL-8).
  var reader: GraphQLAnswerReader? {
    guard !backend.isShadow, backend.encoding != .noOp else { return nil }
    switch settings.errors {
    case .pass: return nil
    case .fail: return GraphQLAnswerReader(.fail(status: settings.errorStatus))
    case .partial:
      return GraphQLAnswerReader(
        .partial(name: Array(settings.errorsName.utf8), status: settings.errorStatus))
    case .ignore: return GraphQLAnswerReader(.ignore)
    }
  }

  /// Whether the shaping names what can be in the answer.
  mutating func checkFields() {
    guard let parsed else { return }
    let shape = ResponseShape(parsed.document, parsed.operation, schema: schema)
    diagnostics += GraphQLFieldCheck(backend, shape).diagnostics
  }

  /// Whether the client's content has to be gathered.
  var gathersContent: Bool {
    (settings.sources == nil && settings.kind == .mutation)
      || (settings.sources ?? []).contains(.body)
  }
}

// The request.
extension GraphQLCompiler {
  /// What makes the requests.
  mutating func composer() -> GraphQLMessageComposer {
    var plan = GraphQLMessageComposer.Plan(document: document)
    plan.operationName = Array(settings.operationName.utf8)
    plan.usesGET = settings.usesGET
    plan.variables = bindings()
    plan.references = references
    plan.passesOthers = settings.sources == nil && settings.kind == .mutation
    plan.readsBody = plan.passesOthers || (settings.sources ?? []).contains(.body)
    plan.needsBody = plan.passesOthers
    if settings.errors != .pass {
      plan.accept = "application/graphql-response+json, application/json;q=0.9"
    }
    return GraphQLMessageComposer(plan)
  }

  /// The document as it is sent: as it is written, unless fields are left out.
  private var document: [UInt8] {
    guard settings.pushesDown, let parsed else { return settings.document }
    return GraphQLPushDown(backend, parsed.document, parsed.operation, schema).document
      ?? settings.document
  }

  /// All variables that are declared, and those that are not and go out all the same, by name.
  private mutating func bindings() -> [VariableBinding] {
    let types = parsed.map { VariableTypes($0.operation, schema: schema) }
    var written: [String: GraphQLBackendConfiguration.Variable] = [:]
    for variable in settings.variables { written[variable.name] = variable }
    var bindings: [VariableBinding] = []
    for type in types?.variables ?? [] {
      bindings.append(binding(type, written[type.name]))
      written[type.name] = nil
    }
    for variable in settings.variables where written[variable.name] != nil {
      if let binding = undeclared(variable) { bindings.append(binding) }
    }
    return bindings.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  private mutating func binding(
    _ type: VariableType, _ variable: GraphQLBackendConfiguration.Variable?
  ) -> VariableBinding {
    let value = variable.flatMap { self.value($0, type) }
    return VariableBinding(
      type.name, type, value: value, sources: sources(of: type.name),
      isNeeded: settings.sources != nil && type.isRequired)
  }

  private func sources(of name: String) -> [VariableBinding.Source] {
    guard let sources = settings.sources else { return settings.kind == .mutation ? [.body] : [] }
    return sources.compactMap { source in
      switch source {
      case .path: endpoint.path.parameters.firstIndex(of: name).map { .parameter($0) }
      case .query: .query
      case .header: .header
      case .body: .body
      }
    }
  }

  /// What the operation does not declare is sent as the reference sends it, unless `from` is there.
  private mutating func undeclared(
    _ variable: GraphQLBackendConfiguration.Variable
  ) -> VariableBinding? {
    let sources: [VariableBinding.Source] = settings.kind == .mutation ? [.body] : []
    guard let operation = parsed?.operation else {
      return VariableBinding(
        variable.name, nil, value: value(variable, nil), sources: sources)
    }
    let names = operation.variables.map(\.name.text)
    let suggestion =
      Spelling.nearest(to: variable.name, among: names).map { "did you mean \($0)?" }
      ?? (names.isEmpty ? nil : "it has \(names.map { "$\($0)" }.joined(separator: ", "))")
    let message = "the operation declares no variable $\(variable.name)"
    guard settings.sources == nil else {
      diagnostics.append(.mistake(at: variable.location, message, suggestion: suggestion))
      return nil
    }
    diagnostics.append(
      Diagnostic(
        .warning, at: variable.location, message + "; it is sent all the same",
        suggestion: suggestion))
    return VariableBinding(variable.name, nil, value: value(variable, nil), sources: sources)
  }
}

// Values.
extension GraphQLCompiler {
  private mutating func value(
    _ variable: GraphQLBackendConfiguration.Variable, _ type: VariableType?
  ) -> VariableValue? {
    // GQL-6: in a mutation the reference takes no placeholders, so that they are literal where the
    // operation does not declare the variable.
    if let name = variable.placeholder, settings.kind == .query || type != nil {
      return placeholder(name, variable)
    }
    let value = value(of: variable.value, variable.location)
    if case .constant(let json) = value, let type { checkConstant(json, type, variable) }
    return value
  }

  /// GQL-5, URL-2: by the name with its first letter in upper case.
  private mutating func placeholder(
    _ name: String, _ variable: GraphQLBackendConfiguration.Variable
  ) -> VariableValue? {
    let wanted = URLPattern.parameterName(name)
    if let number = names.lastIndex(where: { URLPattern.parameterName($0) == wanted }) {
      return .parameter(number)
    }
    if name.hasPrefix("JWT.") {
      diagnostics.append(
        .mistake(
          at: variable.location,
          "{\(name)}: claims need a token that the gateway has validated, "
            + "and it validates none yet"))
      return nil
    }
    let known = endpoint.path.parameters
    diagnostics.append(
      Diagnostic(
        .warning, at: variable.location,
        "{\(name)} is always an empty text: the path '\(endpoint.path.text)' has "
          + (known.isEmpty
            ? "no placeholder" : "only \(known.map { "{\($0)}" }.joined(separator: ", "))"),
        suggestion: Spelling.nearest(to: name, among: known).map { "did you mean {\($0)}?" }
          ?? "a query parameter is {input.query.\(name)}"))
    return .constant([0x22, 0x22])
  }

  /// The reader has bounded the depth.
  private mutating func value(
    of body: RequestConfiguration.Body, _ location: Configuration.SourceLocation
  ) -> VariableValue {
    switch body {
    case .constant(let json): return .constant(json)
    case .text(let written): return text(written)
    case .list(let items):
      let values = items.map { value(of: $0, location) }
      return GraphQLCompiler.folded(list: values)
    case .object(let members):
      var values: [(name: [UInt8], value: VariableValue)] = []
      for member in members {
        var name: [UInt8] = []
        JSONWriter.append(string: Array(member.name.utf8), to: &name)
        values.append((name + [0x3A], value(of: member.value, location)))
      }
      return GraphQLCompiler.folded(object: values)
    }
  }

  /// References of Dragoman's own are values; all else in braces is literal, as in the reference.
  private mutating func text(_ written: RequestConfiguration.Text) -> VariableValue {
    let bytes = Array(written.text.utf8)
    let hasReference = bytes.indices.contains { index in
      bytes[index] == 0x7B && ReferenceMark.begins(bytes[(index + 1)...])
    }
    guard hasReference else {
      var json: [UInt8] = []
      JSONWriter.append(string: bytes, to: &json)
      return .constant(json)
    }
    do throws(TextTemplate.Mistake) {
      let template = try TextTemplate(written.text)
      if let whole = template.whole { return .reference(number(of: whole, written.location)) }
      return .text(
        template.pieces.map { piece in
          switch piece {
          case .text(let text): .text(text)
          case .reference(let reference): .reference(number(of: reference, written.location))
          }
        })
    } catch {
      diagnostics.append(.reference(error, at: written.location))
      return .constant([])
    }
  }

  private mutating func number(
    of reference: Reference, _ location: Configuration.SourceLocation
  ) -> Int {
    if let mistake = check.mistake(reference, at: location) { diagnostics.append(mistake) }
    if let known = references.firstIndex(of: reference) { return known }
    references.append(reference)
    return references.count - 1
  }

  private static func folded(list items: [VariableValue]) -> VariableValue {
    var json: [UInt8] = [0x5B]
    for (index, item) in items.enumerated() {
      guard case .constant(let text) = item else { return .list(items) }
      if index > 0 { json.append(ASCII.comma) }
      json += text
    }
    return .constant(json + [0x5D])
  }

  private static func folded(
    object members: [(name: [UInt8], value: VariableValue)]
  ) -> VariableValue {
    var json: [UInt8] = [0x7B]
    for (index, member) in members.enumerated() {
      guard case .constant(let text) = member.value else { return .object(members) }
      if index > 0 { json.append(ASCII.comma) }
      json += member.name + text
    }
    return .constant(json + [0x7D])
  }

  /// A constant that can never be the variable's value. With KrakenD's keys alone it is sent all
  /// the same, and the server says so.
  private mutating func checkConstant(
    _ json: [UInt8], _ type: VariableType, _ variable: GraphQLBackendConfiguration.Variable
  ) {
    guard let document = try? Document.scan(json, .strict) else { return }
    var ignored: [UInt8] = []
    do throws(CoercionError) {
      try type.append(document.root, of: document, to: &ignored)
    } catch {
      diagnostics.append(
        .mistake(at: variable.location, "\(error)"))
    }
  }
}

extension GraphQLBackendConfiguration {
  /// Whether the document is one of DQL, Dgraph's own query language, whose users have the same
  /// keys: its root functions (`func: uid(1)`) are no GraphQL.
  fileprivate var isForeignDialect: Bool {
    let text = String(decoding: document, as: UTF8.self)
    return text.contains("func:") || text.contains("func :")
  }
}
