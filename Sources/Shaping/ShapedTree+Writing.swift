import Bytes
import Document

extension ShapedTree {
  /// Appends the data in a form; memory for it is reserved once. Text that shaping did not touch
  /// is written as it came: order of members, blanks, escapes and the text of numbers.
  public func write(_ form: OutputForm, to output: inout [UInt8]) {
    guard form != .string else {
      writeString(to: &output)
      return
    }
    output.reserveCapacity(output.count + size(of: form))
    emit(form, to: &output)
  }

  /// Appends the data as the reference writes it, for those who compare bytes: members sorted, HTML
  /// characters escaped (REN-1). Reads the output of `write` anew.
  public func write(sorted form: OutputForm, to output: inout [UInt8]) {
    var text: [UInt8] = []
    write(form, to: &text)
    guard form != .string, let document = try? Document.scan(text, limits: .whole) else {
      output.append(text.span)
      return
    }
    JSONWriter.append(sorted: 0, of: document, to: &output)
  }

  /// How many bytes `write` appends.
  public func size(of form: OutputForm) -> Int {
    if form == .string {
      var text: [UInt8] = []
      writeString(to: &text)
      return text.count
    }
    var counter = PieceCounter()
    emit(form, to: &counter)
    return counter.count
  }

  private func emit(_ form: OutputForm, to sink: inout some PieceSink) {
    guard form == .collection else {
      if hasAnswer { emit(0, to: &sink) } else { sink.append("{}") }
      return
    }
    let isBare = hasAnswer && kind(of: root) == .array
    guard let value = isBare ? root : value(of: Self.collectionName, in: root) else {
      sink.append("[]")
      return
    }
    if value.isNode { emit(value.node, to: &sink) } else { emit(value.passage, to: &sink) }
  }

  private func writeString(to output: inout [UInt8]) {
    let isBare = hasAnswer && kind(of: root) == .string
    guard let value = isBare ? root : value(of: Self.contentName, in: root) else { return }
    appendString(of: value, to: &output)
  }

  private static let collectionName = [UInt8]("collection")
  private static let contentName = [UInt8]("content")
}

extension DocumentLimits {
  /// No narrower than what made the tree.
  static let whole = DocumentLimits(depth: .max, bytes: .max, nodes: .max)
}
