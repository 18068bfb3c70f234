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
  private let headers: HeaderSelection
  private let disablesCompression: Bool
  /// POST, PUT and PATCH say so when they have no content (HDR-9).
  private let announcesEmptiness: Bool

  /// Compiles a definition.
  public init(_ definition: CallDefinition) throws(CallDefinitionError) {
    let method = definition.method
    let url = try URLTemplateCompiler.compile(definition.urlPattern, names: definition.parameters)
    self.method = method
    self.url = url
    query = QuerySelection(
      endpoint: definition.inputQueryStrings, backend: definition.backendQueryStrings)
    headers = try HeaderSelection(
      endpoint: definition.inputHeaders, backend: definition.backendHeaders)
    disablesCompression = definition.disablesCompression
    announcesEmptiness = method == .post || method == .put || method == .patch
    constantTarget = url.isConstant ? OriginFormTarget(url.texts) : nil
  }

  /// The call for a request.
  public func render(_ request: ClientRequest) throws(CallRefusal) -> BackendCall {
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
    if headers.sendsForwardedFor { fields.append(.xForwardedFor, request.clientAddress) }
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
