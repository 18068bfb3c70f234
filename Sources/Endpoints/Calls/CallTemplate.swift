import Bytes
import Messages

/// Turns a client's request into the call to one backend. Everything that the configuration decides
/// is decided when it is compiled; a request only walks lists.
public final class CallTemplate: Sendable {
  let method: Method
  private let url: URLTemplate
  /// The target where no request can change it.
  private let constantTarget: OriginFormTarget?
  private let query: QuerySelection
  /// Makes the content out of values; nil where content is passed on.
  private let composer: (any MessageComposer)?
  /// Which pairs of the query are among those values.
  private let inputs: QuerySelection
  private let headers: HeaderSelection
  private let disablesCompression: Bool
  /// POST, PUT and PATCH say so when they have no content (HDR-9).
  private let announcesEmptiness: Bool
  /// What is added beside what the client sent; nil for most calls.
  private let request: RequestTemplate?
  /// The names of the endpoint's placeholders, and of KrakenD's references behind them.
  private let parameters: [String]
  private let pathParameterCount: Int
  /// Whether any value has to be looked up by a reference.
  private let hasReferences: Bool
  /// Whether one of them leads into the client's content.
  public let needsContent: Bool
  /// Whether one of them leads to an answer.
  private let refersToAnswers: Bool
  /// The references in all of the call.
  public var references: [Reference] {
    url.references + (request?.references ?? []) + (composer?.references ?? [])
  }

  /// Compiles a definition.
  public init(_ definition: CallDefinition) throws(CallDefinitionError) {
    request = definition.request
    parameters = definition.parameters
    pathParameterCount = definition.pathParameterCount ?? definition.parameters.count
    let method = definition.method
    let url = try URLTemplateCompiler.compile(definition.urlPattern, names: definition.parameters)
    self.method = method
    self.url = url
    let written = definition.request?.query.map(\.name) ?? []
    func passing(excluding names: [[UInt8]]) -> QuerySelection {
      QuerySelection(
        endpoint: definition.inputQueryStrings, backend: definition.backendQueryStrings,
        excluding: written + names)
    }
    composer = definition.composer
    inputs = passing(excluding: [])
    query =
      composer?.takesQuery ?? false
      ? QuerySelection(endpoint: [], backend: [])
      : passing(excluding: composer?.ownQueryNames ?? [])
    headers = try HeaderSelection(
      endpoint: definition.inputHeaders, backend: definition.backendHeaders)
    disablesCompression = definition.disablesCompression
    announcesEmptiness = method == .post || method == .put || method == .patch
    let own = (definition.request?.references ?? []) + (definition.composer?.references ?? [])
    let references = url.references + own
    hasReferences = !references.isEmpty || definition.request != nil
    needsContent = references.contains(where: \.needsContent)
    refersToAnswers = references.contains { $0.step != nil }
    let isConstant = url.isConstant && definition.request?.query.isEmpty ?? true
    constantTarget = isConstant ? OriginFormTarget(url.texts) : nil
  }

  /// The call for a request.
  public func render(_ request: ClientRequest) throws(CallRefusal) -> BackendCall {
    if hasReferences { return try render(request, answers: nil) }
    return try composed(try plain(request), of: request, [])
  }

  /// The call for a request as far as it is known before anything is sent: each reference to an
  /// answer, KrakenD's too, stands for its own text.
  public func preview(_ request: ClientRequest) throws(CallRefusal) -> BackendCall {
    var request = request
    let names = parameters.dropFirst(pathParameterCount)
    request.parameters = request.parameters.placing(
      names.map { Array("{\($0)}".utf8) }, from: pathParameterCount)
    return try render(request)
  }

  /// Whether a template makes the content of the call, whatever the client sent.
  public var makesContent: Bool { request?.body != nil }

  /// Whether the client's content has any part in the call.
  public var takesContent: Bool { composer?.usesContent ?? true }

  /// The call with the content that its composer makes of it, if it has one.
  @inline(__always)
  private func composed(
    _ call: BackendCall, of request: ClientRequest, _ found: [CallInputs.Found?]
  ) throws(CallRefusal) -> BackendCall {
    guard let composer else { return call }
    var call = call
    var inputs = inputs.inputs(request.target, request.parameters)
    // What the request's template says of the query are values, too.
    if composer.takesQuery, !(self.request?.query.isEmpty ?? true) {
      QuerySelection.all.add(call.target, to: &inputs)
    }
    inputs.found = found
    inputs.contentType = request.fields.value(of: .contentType) ?? []
    call.clientFields = request.fields
    try composer.compose(inputs, into: &call)
    return call
  }

  /// The call of a step that may refer to the answers of earlier ones; without any yet, each
  /// reference to one stands for its own text.
  func render(
    _ request: ClientRequest, answers: [StepAnswer]?
  ) throws(CallRefusal) -> BackendCall {
    guard hasReferences else { return try composed(try plain(request), of: request, []) }
    let names = Array(parameters.prefix(pathParameterCount))
    var scope = ReferenceScope(request: request, parameters: names, answers: answers)
    if needsContent { scope.content = ContentValue.read(request.withheld ?? request.content) }
    let rendering = RequestRendering(scope: scope)
    var call = try plain(try placing(url.references, in: request, rendering))
    try add(to: &call, rendering)
    // What stands for a value of an answer need not fit where that value will.
    if answers == nil, refersToAnswers { return call }
    return try composed(call, of: request, try scope.values(of: composer?.references ?? []))
  }

  private func placing(
    _ references: [Reference], in request: ClientRequest, _ rendering: RequestRendering
  ) throws(CallRefusal) -> ClientRequest {
    guard !references.isEmpty else { return request }
    var values: [[UInt8]] = []
    for (number, reference) in references.enumerated() {
      var text: [UInt8] = []
      try rendering.scope.text(of: reference)?.appendText(to: &text)
      // A path that lacks a part leads elsewhere.
      if text.isEmpty, url.pathReferences.contains(number) { throw .missingValue(reference.text) }
      values.append(text)
    }
    var request = request
    request.parameters = request.parameters.placing(values, from: parameters.count)
    return request
  }

  /// What the template of the request adds to a call: each thing in place of the client's.
  private func add(
    to call: inout BackendCall, _ rendering: RequestRendering
  ) throws(CallRefusal) {
    guard let request else { return }
    if !request.query.isEmpty {
      var target = call.target.bytes
      let hasQuery = target.contains(ASCII.question)
      let endsOpen = target.last == ASCII.question || target.last == ASCII.ampersand
      let separator = hasQuery ? (endsOpen ? nil : ASCII.ampersand) : ASCII.question
      try rendering.append(request.query, separator: separator, to: &target)
      guard let target = OriginFormTarget(target) else { throw .invalidTarget }
      call.target = target
    }
    if let template = request.body {
      let body = try rendering.body(template, limit: request.bodyLimit)
      call.content = .bytes(body)
      call.framing = body.isEmpty && !announcesEmptiness ? .none : .length(UInt64(body.count))
      call.fields = call.fields.without(RequestTemplate.contentFields)
      let namesType = request.fields.contains { $0.name.known == .contentType }
      if !namesType, !body.isEmpty { call.fields.append(.contentType, "application/json") }
    }
    if !request.fields.isEmpty {
      let names = request.fields.map(\.name)
      call.fields = call.fields.without(names)
      if names.contains(where: { $0.known == .acceptEncoding }) { call.addedAcceptEncoding = false }
      try rendering.append(request.fields, to: &call.fields)
    }
  }

  private func plain(_ request: ClientRequest) throws(CallRefusal) -> BackendCall {
    let target = try target(of: request)
    var fields = HeaderFields(
      reserving: headers.passesOthers ? request.fields.storage.count + 192 : 256,
      count: headers.passesOthers ? request.fields.count + 5 : 8)
    let addsCoding = try write(request, to: &fields)
    return BackendCall(
      method: method, target: target, fields: fields, content: request.content,
      framing: framing(of: request), addedAcceptEncoding: addsCoding)
  }

  /// URL-8: the path, the query of the pattern, then what passes of the client's query.
  private func target(of request: ClientRequest) throws(CallRefusal) -> OriginFormTarget {
    let forwarded = query.passesNothing ? nil : request.target.query
    if let constantTarget, forwarded?.isEmpty ?? true { return constantTarget }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      url.texts.count + request.parameters.bytes.count + (forwarded?.count ?? 0) + 16)
    try url.append(request.parameters, to: &bytes)
    if let forwarded {
      query.append(
        request.target.bytes.span.extracting(forwarded), separator: url.querySeparator,
        to: &bytes)
    }
    guard let target = OriginFormTarget(bytes) else { throw .invalidTarget }
    return target
  }

  /// Writes the gateway's own fields and those of the client that pass; whether it asked for gzip.
  private func write(
    _ request: ClientRequest, to fields: inout HeaderFields
  ) throws(CallRefusal) -> Bool {
    let dropped = try ConnectionOptions(of: request.fields)
    var known = headers.known
    let agentPasses = headers.listsUserAgent && hasAgent(request.fields, dropped)
    if !agentPasses || !known.contains(.userAgent) {
      fields.append(.userAgent, GatewaySignature.agent)
      known.remove(.userAgent)
    }
    // A client on a Unix-domain socket has no address.
    if headers.sendsForwardedFor, !request.clientAddress.bytes.isEmpty {
      fields.append(.xForwardedFor, request.clientAddress)
    }
    if headers.sendsForwardedHost { fields.append(.xForwardedHost, authorityOf: request.head) }
    if agentPasses {
      if headers.sendsForwardedVia { fields.append(.xForwardedVia, GatewaySignature.agent) }
      known.remove(.xForwardedVia)
    }
    let namesCoding = forward(request.fields, known, dropped, to: &fields)
    guard !namesCoding, !disablesCompression, method != .head else { return false }
    fields.append(.acceptEncoding, "gzip")
    return true
  }

  private func hasAgent(_ fields: HeaderFields, _ dropped: ConnectionOptions) -> Bool {
    guard let index = fields.firstIndex(of: .userAgent) else { return false }
    return !dropped.name(fields, at: index)
  }

  /// Copies what passes, in its order; whether a coding or a range of the answer was among it.
  private func forward(
    _ source: HeaderFields, _ known: KnownFieldSet, _ dropped: ConnectionOptions,
    to fields: inout HeaderFields
  ) -> Bool {
    var namesCoding = false
    for index in 0..<source.count {
      let name = source.entries[index].known
      let passes =
        name == .other ? headers.passes(source, at: index) : known.contains(name)
      guard passes, !dropped.name(source, at: index) else { continue }
      fields.append(from: source, at: index)
      if name == .acceptEncoding || name == .range { namesCoding = true }
    }
    return namesCoding
  }

  /// HDR-9: the client's length only if it was to pass; otherwise content goes out in chunks.
  private func framing(of request: ClientRequest) -> CallFraming {
    guard let length = request.content.length else { return .chunked }
    if length == 0 { return announcesEmptiness ? .length(0) : .none }
    let isKept = headers.keepsLength && request.fields.firstIndex(of: .contentLength) != nil
    return isKept ? .length(length) : .chunked
  }
}
