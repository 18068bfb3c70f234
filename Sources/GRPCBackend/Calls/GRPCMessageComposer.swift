import Bytes
import Document
public import Endpoints
import HTTP
import Messages
public import Protobuf

/// Makes the request messages of one backend (GRPC-5 to GRPC-8, GRPC-15), framed for the wire.
public final class GRPCMessageComposer: MessageComposer {
  /// What becomes of the content.
  public enum Body: Sendable {
    /// Nothing.
    case unused
    /// It is the message, or what of it no other value gives.
    case whole
    /// It is one field of the message.
    case field(FieldPath)
    /// Its bytes are the data of one field, a `google.api.HttpBody`.
    case rawField(FieldPath)
    /// Its bytes are the data of the message, a `google.api.HttpBody`.
    case raw
    /// The same, in any number of messages with a part each.
    case rawParts
    /// It is any number of messages: the elements of an array, or texts one behind the other.
    case messages
  }

  /// A value that is put together from placeholders and texts between them.
  public struct Value: Sendable {
    /// A part of it.
    public enum Piece: Sendable {
      case text([UInt8])
      case parameter(Int)
    }

    /// Where it goes.
    public var path: FieldPath
    /// What it consists of.
    public var pieces: [Piece]

    /// Puts a value together.
    public init(_ path: FieldPath, _ pieces: [Piece]) {
      self.path = path
      self.pieces = pieces
    }
  }

  /// What the plan fixes.
  public struct Plan: Sendable {
    /// The message.
    public var request: RequestMessage
    /// The same, for a content that is all of it.
    public var json: JSONToWire
    /// What becomes of the content.
    public var body = Body.unused
    /// What the placeholders give.
    public var values: [Value] = []
    /// Names of the query, and where their values go.
    public var query: [(name: [UInt8], path: FieldPath)] = []
    /// The fields that no name of the query may give: other sources do.
    public var taken: [FieldPath] = []
    /// Whether other names of the query are tried as fields (GRPC-6).
    public var triesQueryNames = false
    /// Whose value counts where two give one (GRPC-D4).
    public var winner = RequestMessage.Winner.body
    /// How messages are sent.
    public var coding = GRPCCoding.identity
    /// How large a text of several may be, in bytes.
    public var maxText = 4 << 20

    /// A message that nothing is put into.
    public init(request: RequestMessage, json: JSONToWire) {
      self.request = request
      self.json = json
    }
  }

  private let plan: Plan

  /// Makes a composer.
  public init(_ plan: Plan) {
    self.plan = plan
  }

  /// Whether any content becomes part of the message.
  public var usesContent: Bool {
    if case .unused = plan.body { return false }
    return true
  }

  /// Puts the framed message, or the source of many, into a call.
  public func compose(_ inputs: CallInputs, into call: inout BackendCall) throws(CallRefusal) {
    call.content = try compose(inputs, call.content)
    call.framing = call.content.length.map { .length($0) } ?? .chunked
  }

  /// The framed message, or the source of many.
  func compose(
    _ inputs: CallInputs, _ content: CallContent
  ) throws(CallRefusal) -> CallContent {
    let assignments = assignments(inputs)
    switch (plan.body, content) {
    case (.messages, .stream(let source)):
      return .stream(
        JSONMessageSource(source, limit: plan.maxText) { [self] text throws(CallRefusal) in
          try message(assignments, text, inputs)
        })
    case (.messages, .bytes(let bytes)): return .bytes(try messages(assignments, bytes, inputs))
    case (.rawParts, .stream(let source)):
      return .stream(
        RawMessageSource(source, type: inputs.contentType) { [self] wire in framed(wire) })
    case (.messages, .none), (.rawParts, .none): return .none
    case (_, .bytes(let bytes)): return .bytes(try message(assignments, bytes, inputs))
    case (_, .none), (.unused, .stream): return .bytes(try message(assignments, [], inputs))
    // The plan has such content gathered: it must not be left out quietly.
    case (_, .stream): throw .invalidValue(field: "", reason: "the content is not whole")
    }
  }

  /// Several messages that are there already.
  private func messages(
    _ assignments: [FieldAssignment], _ bytes: [UInt8], _ inputs: CallInputs
  ) throws(CallRefusal) -> [UInt8] {
    let source = JSONMessageSource(BytesSource(bytes), limit: plan.maxText) {
      [self] text throws(CallRefusal) in try message(assignments, text, inputs)
    }
    var framed: [UInt8] = []
    while true {
      let progress = source.pull { part in
        framed.append(part)
        return part.count
      }
      if progress == .ended { return framed }
      if case .failed = progress { throw source.fault ?? .invalidTarget }
    }
  }

  /// One framed message.
  private func message(
    _ assignments: [FieldAssignment], _ content: [UInt8], _ inputs: CallInputs
  ) throws(CallRefusal) -> [UInt8] {
    do throws(TranscodeError) {
      return framed(try wire(assignments, content, inputs))
    } catch {
      let reason = TranscodeError(error.reason, error.detail)
      throw .invalidValue(field: error.path, reason: "\(reason)")
    }
  }

  /// The message behind room for its prefix.
  private func wire(
    _ assignments: [FieldAssignment], _ content: [UInt8], _ inputs: CallInputs
  ) throws(TranscodeError) -> [UInt8] {
    let leading = GRPCFraming.prefixBytes
    switch plan.body {
    case .raw, .rawParts:
      return HTTPBodyMessage.wire(
        contentType: inputs.contentType, data: content.span, leading: leading)
    case .unused, .whole, .field, .rawField, .messages: break
    }
    guard usesContent, !content.isEmpty else {
      return try plan.request.wire(assignments, leading: leading)
    }
    switch plan.body {
    case .field(let path):
      return try plan.request.wire(
        assignments, body: try plan.json.document(content), into: path, winner: plan.winner,
        leading: leading)
    case .rawField(let path):
      return try plan.request.wire(
        assignments, body: rawDocument(content, inputs.contentType), into: path,
        winner: plan.winner, leading: leading)
    case .unused, .whole, .raw, .rawParts, .messages:
      if assignments.isEmpty { return try plan.json.wire(content, leading: leading) }
      return try plan.request.wire(
        assignments, body: try plan.json.document(content), winner: plan.winner, leading: leading)
    }
  }

  /// A `google.api.HttpBody` in the form that ProtoJSON gives it.
  private func rawDocument(_ data: [UInt8], _ contentType: [UInt8]) -> Document {
    var builder = DocumentBuilder(capacity: data.count / 3 * 4 + 64)
    builder.beginObject()
    builder.append(name: "contentType")
    builder.append(string: contentType.span)
    builder.append(name: "data")
    builder.append(string: BaseText.base64.encoded(data))
    builder.end()
    return builder.finish()
  }

  private func framed(_ wire: [UInt8]) -> [UInt8] {
    var wire = wire
    let start = GRPCFraming.prefixBytes
    guard plan.coding == .gzip, wire.count > GRPCMessageComposer.compressionThreshold,
      let encoder = try? GzipEncoder()
    else {
      GRPCFraming.end(at: start, in: &wire)
      return wire
    }
    var output: [UInt8] = []
    GRPCFraming.append(wire.span.extracting(start...), compressedBy: encoder, to: &output)
    return output
  }

  /// Shorter messages only grow.
  private static let compressionThreshold = 256

  /// GRPC-D5: names that are no field are ignored.
  private func assignments(_ inputs: CallInputs) -> [FieldAssignment] {
    var assignments: [FieldAssignment] = []
    for value in plan.values {
      if let text = text(value, inputs) { assignments.append(FieldAssignment(value.path, text)) }
    }
    for pair in inputs.pairs {
      let name = inputs.texts[pair.name]
      var path = plan.query.first { $0.name.elementsEqual(name) }?.path
      if path == nil, plan.triesQueryNames {
        path = try? plan.request.path(String(decoding: name, as: UTF8.self))
        // Whatever name a field is called by here, it is given elsewhere.
        if let found = path, plan.taken.contains(where: { found.isInside($0) }) { path = nil }
      }
      if let path { assignments.append(FieldAssignment(path, Array(inputs.texts[pair.value]))) }
    }
    return assignments
  }

  private func text(_ value: Value, _ inputs: CallInputs) -> [UInt8]? {
    var text: [UInt8] = []
    for piece in value.pieces {
      switch piece {
      case .text(let bytes): text += bytes
      case .parameter(let number):
        guard let value = inputs.parameter(number) else { return nil }
        text += value
      }
    }
    return text
  }
}
