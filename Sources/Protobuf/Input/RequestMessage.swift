public import Document

/// Makes the message of a request from texts for single fields and, maybe, a JSON body.
///
/// Paths are resolved once, when a configuration is compiled (`path`). Texts are then what
/// ProtoJSON makes of strings: numbers, names of enumerations, times, base64; a repeated field
/// takes one for each element, any other the last one.
public final class RequestMessage: Sendable {
  /// Which of two values for the same field wins.
  public enum Winner: Sendable {
    /// That of the body (GRPC-D4).
    case body
    /// That of the assignments, as for variables of `google.api.http` paths.
    case assignments
  }

  private let resolver: FieldPathResolver
  private let options: JSONInputOptions
  private let plain: JSONToWire
  /// Writes zeros too: they outweigh values of the other part.
  private let explicit: JSONToWire
  /// Reads the names that assignments are written with.
  private let assigning: JSONToWire

  /// The requests of one message type of a schema.
  public init(
    _ schema: Schema, message: MessageID, options: JSONInputOptions = JSONInputOptions(),
    limits: TranscodeLimits = TranscodeLimits()
  ) {
    self.options = options
    resolver = FieldPathResolver(schema: schema, root: message, names: options.names)
    plain = JSONToWire(schema, message: message, options: options, limits: limits)
    explicit = JSONToWire(
      schema, message: message, options: options, limits: limits, writesZeros: true)
    var exact = options
    exact.names = .proto
    exact.ignoreUnknown = false
    assigning = JSONToWire(
      schema, message: message, options: exact, limits: limits, writesZeros: true)
  }

  /// The field of a dot path, in which a name may be that of the `.proto` file or the JSON name. An
  /// error tells what is wrong with it, and what may have been meant.
  public func path(_ dotted: String) throws(TranscodeError) -> FieldPath {
    try resolver.resolve(dotted, forBody: false)
  }

  /// The field that a body is written to: of any kind, lists and messages too.
  public func bodyPath(_ dotted: String) throws(TranscodeError) -> FieldPath {
    try resolver.resolve(dotted, forBody: true)
  }

  /// The message. The body is the whole of it, or the value of one field. In front of it stand
  /// `leading` zero bytes, for what a protocol puts there.
  public func wire(
    _ assignments: [FieldAssignment], body: Document? = nil, into field: FieldPath? = nil,
    winner: Winner = .body, leading: Int = 0
  ) throws(TranscodeError) -> [UInt8] {
    guard let body else {
      return try wire(of: assignments, leading: leading)
    }
    if assignments.isEmpty { return try wire(of: body, field, plain, leading: leading) }
    // Of what is there twice the later wins, and messages are merged: one part behind the other. So
    // would be lists and messages that stand for one value: of these only one part is written.
    let places = places(of: assignments, in: body, field)
    switch winner {
    case .body:
      let others = zip(assignments, places).filter { _, place in
        place.map { body.kind(of: $0) == .null } ?? true
      }
      let first = try wire(of: others.map(\.0), leading: leading)
      return first + (try wire(of: body, field, explicit, leading: 0))
    case .assignments:
      let given = Set(zip(assignments, places).compactMap { $0.path.merges ? $1 : nil })
      // The body is nothing but the value of an assigned field.
      if given.contains(body.root) { return try wire(of: assignments, leading: leading) }
      let first = try wire(of: body, field, plain, leading: leading, skipping: given)
      return first + (try wire(of: assignments, leading: 0))
    }
  }

  private func wire(
    of assignments: [FieldAssignment], leading: Int
  ) throws(TranscodeError) -> [UInt8] {
    if assignments.isEmpty { return [UInt8](repeating: 0, count: max(leading, 0)) }
    var builder = AssignmentDocument(assumeBytes: options.assumeBytes)
    let document = try builder.document(assignments)
    do throws(TranscodeError) {
      return try assigning.wire(document, leading: leading)
    } catch {
      throw Self.error(error, asWrittenIn: assignments)
    }
  }

  /// An error with the path by which a field was assigned, not the one it has in the `.proto` file.
  private static func error(
    _ error: TranscodeError, asWrittenIn assignments: [FieldAssignment]
  ) -> TranscodeError {
    let field = error.path.prefix { $0 != "[" }
    let assigned = assignments.first { $0.path.names.joined(separator: ".") == field }
    guard let path = assigned?.path else { return error }
    return TranscodeError(
      error.reason, at: path.text + error.path.dropFirst(field.count), error.detail)
  }

  private func wire(
    of body: Document, _ field: FieldPath?, _ writer: JSONToWire, leading: Int,
    skipping skipped: Set<Int> = []
  ) throws(TranscodeError) -> [UInt8] {
    guard let field else {
      return try writer.wire(body, 0, way: [], leading: leading, skipping: skipped)
    }
    do throws(TranscodeError) {
      return try writer.wire(body, 0, way: field.steps, leading: leading, skipping: skipped)
    } catch {
      throw error.inside(field.text)
    }
  }

  /// Where a body has the values of the assigned fields.
  private func places(
    of assignments: [FieldAssignment], in body: Document, _ field: FieldPath?
  ) -> [Int?] {
    var known: [[Int]: Int?] = [:]
    return assignments.map { assignment in
      let path = assignment.path
      if let place = known[path.steps] { return place }
      let place = place(of: path, in: body, field)
      known[path.steps] = .some(place)
      return place
    }
  }

  private func place(of path: FieldPath, in body: Document, _ field: FieldPath?) -> Int? {
    let skipped = field?.steps.count ?? 0
    guard field?.steps.elementsEqual(path.steps.prefix(skipped)) ?? true else { return nil }
    var node = body.root
    for names in path.bodyNames.dropFirst(skipped) {
      guard let next = names.lazy.compactMap({ body.value(of: $0, in: node) }).first else {
        return nil
      }
      node = next
    }
    return node
  }
}
