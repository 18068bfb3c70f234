import Bytes
import Document

extension ShapedTree {
  /// Gives the JSON text of a node, piece by piece. Walks along the links: no stack, whatever the
  /// depth.
  func emit(_ start: Int, to sink: inout some PieceSink) {
    var node = start
    emitHead(of: start, to: &sink)
    if !nodes[start].hasChildren { return }
    node = nodes[start].firstChild
    while true {
      // Here `node` is a child that has not been written.
      node = emitRun(from: node, to: &sink)
      if nodes[node].hasChildren {
        node = nodes[node].firstChild
        continue
      }
      while nodes[node].next == 0 {
        node = nodes[node].parent
        sink.append(nodes[node].isCollection ? 0x5D : 0x7D)
        if node == start { return }
      }
      sink.append(ASCII.comma)
      node = nodes[node].next
    }
  }

  /// The opening bracket of a node with children, or the whole value of one without.
  @inline(__always)
  private func emitHead(of node: Int, to sink: inout some PieceSink) {
    if nodes[node].hasChildren {
      sink.append(nodes[node].isCollection ? 0x5B : 0x7B)
    } else {
      emit(nodes[node].value, to: &sink)
    }
  }

  /// Writes a child with its label, and with it all next siblings that follow it in the text of the
  /// same document, as one piece. The result is the last node written or begun.
  @inline(__always)
  private func emitRun(from first: Int, to sink: inout some PieceSink) -> Int {
    let isItem = nodes[nodes[first].parent].isCollection
    guard let start = runStart(first, isItem) else {
      if !isItem {
        emitLabel(of: first, to: &sink)
        sink.append(ASCII.colon)
      }
      emitHead(of: first, to: &sink)
      return first
    }
    let source = Int(nodes[first].value.source)
    var last = first
    while let follower = follower(of: last, isItem) { last = follower }
    let end = sources[source].tape[Int(nodes[last].value.node)].end
    sink.append(start..<Int(end), of: sources[source])
    return last
  }

  /// Where the text of a child begins, with its label, if all of it is one piece of a document.
  @inline(__always)
  private func runStart(_ child: Int, _ isItem: Bool) -> Int? {
    let value = nodes[child].value
    guard !nodes[child].hasChildren, !value.isConstant else { return nil }
    let node = Int(value.node)
    if isItem { return Int(sources[Int(value.source)].tape[node].start) }
    let label = nodes[child].label
    guard !label.isItem, label.document == Int(value.source), label.node + 1 == node else {
      return nil
    }
    return Int(sources[label.document].tape[node - 1].start)
  }

  /// The next sibling, if its text is what follows a child's text behind a comma.
  @inline(__always)
  private func follower(of child: Int, _ isItem: Bool) -> Int? {
    let next = nodes[child].next
    guard next != 0 else { return nil }
    let (value, other) = (nodes[child].value, nodes[next].value)
    guard other.source == value.source, runStart(next, isItem) != nil else { return nil }
    let behind = sources[Int(value.source)].tape[Int(value.node)].next
    return behind + (isItem ? 0 : 1) == other.node ? next : nil
  }

  private func emitLabel(of node: Int, to sink: inout some PieceSink) {
    let label = nodes[node].label
    let source = label.document
    sink.append(sources[source].range(of: label.node), of: sources[source])
  }

  /// The text of a passage.
  @inline(__always)
  func emit(_ passage: Passage, to sink: inout some PieceSink) {
    guard !passage.isConstant else {
      sink.append(passage == .null ? "null" : passage == .emptyArray ? "[]" : "{}")
      return
    }
    let source = Int(passage.source)
    sink.append(sources[source].range(of: Int(passage.node)), of: sources[source])
  }
}
