import Document

/// Where an engine stands, as a path of fields: `items[3].labels.colour`.
///
/// Unsafe: reads nodes and text that the engine has written.
enum OutputPath {
  static func text(of engine: OutputEngine) -> String {
    var path = ""
    let open = containers(engine)
    for (index, container) in open.enumerated() {
      let next = index + 1 < open.count ? open[index + 1] : engine.pen.count
      path += step(in: container, to: next, engine, isLast: index + 1 == open.count)
    }
    return path.hasPrefix(".") ? String(path.dropFirst()) : path
  }

  /// The nodes of all objects and arrays that are open, from the outside in.
  private static func containers(_ engine: OutputEngine) -> [Int] {
    guard engine.depth > 0 else { return [] }
    var open: [Int] = []
    for level in 1..<max(engine.depth, 1) {
      let frame = engine.frames[level]
      open.append(frame.object)
      if frame.array >= 0, frame.array != frame.object { open.append(frame.array) }
    }
    open.append(engine.object)
    if engine.array >= 0, engine.array != engine.object { open.append(engine.array) }
    return open
  }

  /// From a container to the child that is open, or was about to be written.
  private static func step(
    in container: Int, to next: Int, _ engine: OutputEngine, isLast: Bool
  ) -> String {
    var child = container + 1
    guard engine.pen.nodes[container].kind == .object else {
      var index = 0
      while child < next {
        child = Int(engine.pen.nodes[child].next)
        index += 1
      }
      return "[\(index)]"
    }
    while child < engine.pen.count {
      let value = child + 1
      if value >= engine.pen.count || value == next { return "." + name(child, engine) }
      child = Int(engine.pen.nodes[value].next)
    }
    return ""
  }

  private static func name(_ node: Int, _ engine: OutputEngine) -> String {
    let node = engine.pen.nodes[node]
    let bytes = UnsafeBufferPointer(
      start: engine.pen.text + Int(node.start) + 1, count: max(Int(node.end - node.start) - 2, 0))
    return String(decoding: bytes, as: UTF8.self)
  }
}
