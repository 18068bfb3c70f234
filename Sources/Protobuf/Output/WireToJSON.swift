public import Document
import Synchronization

/// Turns messages of one type from protobuf's wire format into documents.
///
/// In comes the wire format of one message, out comes a `Document` or the first fault. It is made
/// once, when a configuration is compiled, and used for any number of messages by any number of
/// threads. It keeps nothing of a message, never recurses, never trusts its input.
public final class WireToJSON: Sendable {
  private let tables: OutputTables
  private let limits: TranscodeLimits
  private let seed: UInt64
  /// How many bytes of text and how many nodes sixteen bytes of a message became at most, 0 before
  /// the first: what the next message gets room for.
  private let textRatio: Atomic<Int>
  private let nodeRatio: Atomic<Int>

  /// The output of one message type of a schema, in a shape; of fields that `selection` drops
  /// nothing is decoded.
  public init(
    _ schema: Schema, message: MessageID, shape: JSONShape,
    selection: FieldSelection = .everything, limits: TranscodeLimits = TranscodeLimits()
  ) {
    tables = OutputCompiler.compile(schema, message, shape: shape, selection: selection)
    self.limits = limits
    seed = UInt64.random(in: 0 ... .max)
    textRatio = Atomic(0)
    nodeRatio = Atomic(0)
  }

  private init(_ tables: OutputTables, _ limits: TranscodeLimits) {
    self.tables = tables
    self.limits = limits
    seed = UInt64.random(in: 0 ... .max)
    textRatio = Atomic(0)
    nodeRatio = Atomic(0)
  }

  /// The same output with other limits, and nothing learned of messages.
  package func untaught(_ limits: TranscodeLimits) -> WireToJSON { WireToJSON(tables, limits) }

  /// The document of a message.
  public func document(_ wire: Span<UInt8>) throws(TranscodeError) -> Document {
    let outcome = wire.withUnsafeBufferPointer { wire in
      tables.withView { view in
        withUnsafePointer(to: view) { view in transcode(wire, view) }
      }
    }
    guard let outcome else { throw TranscodeError(.malformedWire) }
    return try outcome.get()
  }

  private func transcode(
    _ wire: UnsafeBufferPointer<UInt8>, _ view: UnsafePointer<OutputView>
  ) -> Result<Document, TranscodeError> {
    var room = room(for: wire.count)
    var isCareful = false
    while true {
      let pass = OutputPass(
        tables: tables, view: view, limits: limits, seed: seed, room: room, isCareful: isCareful)
      switch pass.run(wire) {
      case .done(let document):
        learn(document, from: wire.count)
        return .success(document)
      case .stopped(.full, let path):
        guard room.grow(upTo: limits) else { return .failure(TranscodeError(.tooLarge, at: path)) }
      case .stopped(.disordered, let path):
        guard !isCareful else { return .failure(TranscodeError(.malformedWire, at: path)) }
        isCareful = true
      case .stopped(.failed(let reason), let path):
        return .failure(TranscodeError(reason, at: path))
      }
    }
  }

  /// What sixteen bytes get in any case.
  private static let leastNodeRatio = 4

  private func room(for count: Int) -> OutputRoom {
    let text = textRatio.load(ordering: .relaxed)
    let nodes = nodeRatio.load(ordering: .relaxed)
    return OutputRoom(
      text: min(count / 16 * (text == 0 ? 48 : text) + tables.rootBytes + 256, limits.bytes),
      nodes: min(count / 16 * max(nodes, Self.leastNodeRatio) + 64, limits.nodes))
  }

  /// Remembers the largest growth seen, up to a bound: memory that is not touched costs little.
  private func learn(_ document: Document, from count: Int) {
    guard count >= 256 else { return }
    let text = min(document.text.count * 16 / count + 2, 512)
    if text > textRatio.load(ordering: .relaxed) { textRatio.store(text, ordering: .relaxed) }
    // Texts become few nodes, which says nothing of a message of numbers.
    let nodes = min(max(document.tape.count * 16 / count + 1, Self.leastNodeRatio), 32)
    if nodes > nodeRatio.load(ordering: .relaxed) { nodeRatio.store(nodes, ordering: .relaxed) }
  }
}

/// How much a pass may write.
struct OutputRoom {
  var text: Int
  var nodes: Int

  /// Makes it larger for another try; false if it is as large as it may be.
  mutating func grow(upTo limits: TranscodeLimits) -> Bool {
    guard text < limits.bytes || nodes < limits.nodes else { return false }
    text = min(text * 3, limits.bytes)
    nodes = min(nodes * 3, limits.nodes)
    return true
  }
}
