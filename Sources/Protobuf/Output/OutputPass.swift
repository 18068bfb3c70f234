import Document

/// One try to write a message into memory of a given size.
struct OutputPass {
  /// How it ended.
  enum Outcome {
    case done(Document)
    /// Where it stopped, as a path of fields.
    case stopped(OutputStop, path: String)
  }

  let tables: OutputTables
  let view: UnsafePointer<OutputView>
  let limits: TranscodeLimits
  let seed: UInt64
  let room: OutputRoom
  let isCareful: Bool

  func run(_ wire: UnsafeBufferPointer<UInt8>) -> Outcome {
    // A set of fields seen has a bit for each field and oneof.
    var arena = OutputArena(
      bytes: wire.count * 8 + 1 << 20, bits: tables.mostWords * 64, places: limits.nodes)
    defer { arena.free() }
    // Unsafe: the stacks are plain memory, used up to `depth` only and given back here.
    let frames = UnsafeMutablePointer<OutputFrame>.allocate(capacity: limits.depth + 1)
    let seen = UnsafeMutablePointer<UInt64>.allocate(
      capacity: (limits.depth + 2) * tables.mostWords)
    defer {
      frames.deallocate()
      seen.deallocate()
    }
    return withUnsafeMutablePointer(to: &arena) { arena in
      run(
        wire.baseAddress ?? view.pointee.keys, wire.count, Stacks(frames: frames, seen: seen), arena
      )
    }
  }

  private struct Stacks {
    let frames: UnsafeMutablePointer<OutputFrame>
    let seen: UnsafeMutablePointer<UInt64>
  }

  /// Fills both arrays at once: one inside of the other's initialisation.
  private func run(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ stacks: Stacks,
    _ arena: UnsafeMutablePointer<OutputArena>
  ) -> Outcome {
    // A name and the text of a value that is not the message's own: an enum's name, a default.
    let margin = 2 * tables.longestKey + OutputEngine.textMargin
    var text: [UInt8] = []
    var outcome: Outcome?
    let tape = [Node](
      unsafeUninitializedCapacity: room.nodes + OutputEngine.nodeMargin
    ) { nodes, nodeCount in
      text = [UInt8](unsafeUninitializedCapacity: room.text + margin) { bytes, byteCount in
        guard let nodes = nodes.baseAddress, let bytes = bytes.baseAddress else { return }
        var engine = OutputEngine(
          view: view, cursor: start, end: start + count, readable: start + count,
          pen: OutputPen(text: bytes, nodes: nodes), textLimit: bytes + room.text,
          nodeLimit: room.nodes, frames: stacks.frames, maxDepth: limits.depth, seen: stacks.seen,
          table: view.pointee.tables,
          isCareful: isCareful, arena: arena, seed: seed)
        do throws(OutputStop) {
          try engine.run()
        } catch {
          outcome = .stopped(error, path: OutputPath.text(of: engine))
          return
        }
        // The comma behind the root.
        byteCount = engine.pen.out - bytes - 1
        nodeCount = engine.pen.count
      }
    }
    if let outcome { return outcome }
    guard text.count <= limits.bytes, tape.count <= limits.nodes else {
      return .stopped(.failed(.tooLarge), path: "")
    }
    return .done(Document(text: text, tape: tape))
  }
}
