public import Document

/// Turns JSON into messages of one type in protobuf's wire format.
///
/// In comes JSON, by ProtoJSON's rules, out comes the wire format of one message or the first fault
/// with the path of its field. It is made once, when a configuration is compiled, and used for any
/// number of messages by any number of threads. It never recurses, never trusts its input.
public final class JSONToWire: Sendable {
  let tables: InputTables
  private let limits: TranscodeLimits
  private let seed: UInt64

  /// The input of one message type of a schema.
  public convenience init(
    _ schema: Schema, message: MessageID, options: JSONInputOptions = JSONInputOptions(),
    limits: TranscodeLimits = TranscodeLimits()
  ) {
    self.init(schema, message: message, options: options, limits: limits, writesZeros: false)
  }

  /// With `writesZeros` zeros are written where they are given, so that they outweigh what another
  /// part of the same message says.
  init(
    _ schema: Schema, message: MessageID, options: JSONInputOptions, limits: TranscodeLimits,
    writesZeros: Bool
  ) {
    tables = InputCompiler.compile(
      schema, message, options: options, writesZeros: writesZeros)
    self.limits = limits
    seed = UInt64.random(in: 0 ... .max)
  }

  /// The message that a JSON text says (RFC 8259, strictly). In front of it stand `leading` zero
  /// bytes, for what a protocol puts there.
  public func wire(
    _ text: consuming [UInt8], leading: Int = 0
  ) throws(TranscodeError) -> [UInt8] {
    try wire(try document(text), leading: leading)
  }

  /// A JSON text as a document, within the limits of messages.
  public func document(_ text: consuming [UInt8]) throws(TranscodeError) -> Document {
    // In each message there may be a list or map, which is no level there.
    let bounds = DocumentLimits(
      depth: 2 * limits.depth, bytes: limits.bytes, nodes: limits.nodes)
    do throws(ScanError) {
      return try Document.scan(text, .strict, limits: bounds)
    } catch {
      throw TranscodeError(scan: error)
    }
  }

  /// The message that a value of a document says.
  public func wire(
    _ document: Document, node: Int = 0, leading: Int = 0
  ) throws(TranscodeError) -> [UInt8] {
    try wire(document, node, way: [], leading: leading)
  }

  /// The message in which only one field is set, at the end of a way of places among the entries of
  /// each message. Values of members at the nodes of `skipped` are passed over.
  func wire(
    _ document: Document, _ node: Int, way: [Int], leading: Int, skipping skipped: Set<Int> = []
  ) throws(TranscodeError) -> [UInt8] {
    let range = document.range(of: node)
    // Few texts become longer: short numbers of fixed size do.
    var room = range.count + 64
    while true {
      let pass = InputPass(
        tables: tables, limits: limits, seed: seed, room: room, leading: max(leading, 0),
        skipped: skipped)
      switch pass.run(document, node, way: way) {
      case .success(let wire): return wire
      case .failure(.full):
        guard room < limits.bytes else { throw TranscodeError(.tooLarge) }
        room = min(room * 4, limits.bytes)
      case .failure(.failed(let reason, let place, let detail)):
        throw TranscodeError(reason, place, from: node, detail, of: document)
      }
    }
  }
}

extension TranscodeError {
  /// What a scanner found.
  init(scan error: ScanError) {
    switch error.reason {
    case .tooDeep: self.init(.tooDeep)
    case .tooLarge, .tooManyNodes: self.init(.tooLarge)
    default: self.init(.malformedJSON, error.description)
    }
  }
}
