import Document

/// One try to write a message into memory of a given size.
struct InputPass {
  let tables: InputTables
  let limits: TranscodeLimits
  let seed: UInt64
  let room: Int
  let leading: Int
  let skipped: Set<Int>

  func run(_ document: Document, _ node: Int, way: [Int]) -> Result<[UInt8], InputStop> {
    // Unsafe: the stacks are plain memory, used up to `depth` only and given back here. In each
    // level there may be a list or map. A level opens four lengths at most: entry, value, `Any` and
    // content.
    let stacks = Stacks(
      frames: 2 * limits.depth + 1, words: (2 * limits.depth + 2) * tables.mostWords,
      lengths: (limits.depth + 2) * 4 + way.count)
    defer { stacks.memory.deallocate() }
    let outcome = tables.withView { view in
      withUnsafePointer(to: document) { document in
        document.pointee.tape.withUnsafeBufferPointer { nodes in
          document.pointee.text.withUnsafeBufferPointer { text in
            run(Source(document: document, nodes: nodes, text: text), node, way, view, stacks)
          }
        }
      }
    }
    return outcome ?? .failure(.failed(.malformedJSON, node: node))
  }

  /// All stacks, one behind the other: every element is as large as some words are.
  private struct Stacks {
    let memory: UnsafeMutableRawPointer
    let frames: UnsafeMutablePointer<InputFrame>
    let seen: UnsafeMutablePointer<UInt64>
    let lengths: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>>

    init(frames: Int, words: Int, lengths: Int) {
      let framesSize = frames * MemoryLayout<InputFrame>.stride
      let wordsSize = words * MemoryLayout<UInt64>.stride
      let lengthsSize = lengths * MemoryLayout<UnsafeMutablePointer<UInt8>>.stride
      memory = .allocate(
        byteCount: framesSize + wordsSize + lengthsSize,
        alignment: MemoryLayout<InputFrame>.alignment)
      self.frames = memory.bindMemory(to: InputFrame.self, capacity: frames)
      seen = (memory + framesSize).bindMemory(to: UInt64.self, capacity: words)
      self.lengths = (memory + framesSize + wordsSize).bindMemory(
        to: UnsafeMutablePointer<UInt8>.self, capacity: lengths)
    }
  }

  private struct Source {
    let document: UnsafePointer<Document>
    let nodes: UnsafeBufferPointer<Node>
    let text: UnsafeBufferPointer<UInt8>
  }

  private func run(
    _ source: Source, _ node: Int, _ way: [Int], _ view: UnsafePointer<InputView>,
    _ stacks: Stacks
  ) -> Result<[UInt8], InputStop> {
    guard let nodes = source.nodes.baseAddress, let text = source.text.baseAddress else {
      return .failure(.failed(.malformedJSON, node: node))
    }
    var stop: InputStop?
    let wire = [UInt8](
      unsafeUninitializedCapacity: leading + room + InputEngine.margin
    ) { bytes, count in
      guard let bytes = bytes.baseAddress else { return }
      bytes.initialize(repeating: 0, count: leading)
      let start = bytes + leading
      let frame = InputFrame(
        kind: .message, node: 0, end: 0, table: view.pointee.tables, entry: view.pointee.entries,
        lengths: 0, endTag: 0)
      var engine = InputEngine(
        view: view, document: source.document, nodes: nodes, text: text,
        textEnd: text + source.text.count, pen: InputPen(out: start, start: start),
        limit: start + room, frames: stacks.frames,
        maxLevels: limits.depth, lengths: stacks.lengths, seen: stacks.seen, frame: frame,
        seed: seed, skipped: skipped, skips: !skipped.isEmpty)
      do throws(InputStop) {
        if way.isEmpty {
          try engine.run(node)
        } else {
          try engine.run(node, at: entries(way, view))
        }
        count = engine.pen.out - bytes
      } catch {
        stop = error
      }
    }
    return stop.map { .failure($0) } ?? .success(wire)
  }

  /// The entries of a way from the root.
  private func entries(
    _ way: [Int], _ view: UnsafePointer<InputView>
  ) -> [UnsafePointer<InputEntry>] {
    var table = view.pointee.tables + Int(view.pointee.root.pointee.target)
    return way.map { place in
      let entry = view.pointee.entries + (Int(table.pointee.entries) + place)
      table = view.pointee.tables + Int(entry.pointee.target)
      return entry
    }
  }
}
