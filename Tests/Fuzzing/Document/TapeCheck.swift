import Document

/// Walks a tape and compares it with its text.
struct TapeCheck {
  private(set) var fault: String?
  /// How many containers are open at once, at most.
  private(set) var depth = 0

  init(_ document: Document) {
    var open: [Node] = []
    var previousEnd = 0
    for (index, node) in document.tape.enumerated() {
      while let last = open.last, Int(last.next) <= index {
        previousEnd = Int(last.end)
        open.removeLast()
      }
      fault = Self.fault(index, node, inside: open.last, behind: previousEnd, document)
      if fault != nil { return }
      previousEnd = Int(node.start) + 1
      if node.kind == .object || node.kind == .array {
        open.append(node)
        depth = max(depth, open.count)
      } else {
        previousEnd = Int(node.end)
      }
    }
    if document.tape.first.map({ Int($0.next) }) != document.tape.count { fault = "two roots" }
  }

  private static func fault(
    _ index: Int, _ node: Node, inside parent: Node?, behind previousEnd: Int, _ document: Document
  ) -> String? {
    let isContainer = node.kind == .object || node.kind == .array
    guard node.start < node.end, Int(node.end) <= document.text.count,
      Int(node.start) >= previousEnd, Int(node.next) > index,
      isContainer || Int(node.next) == index + 1, node.end <= parent?.end ?? .max,
      node.next <= parent?.next ?? .max
    else { return "node \(index) lies wrongly: \(node)" }
    let text = document.text[Int(node.start)..<Int(node.end)]
    guard let first = text.first, let last = text.last else { return "node \(index) is empty" }
    let fits =
      switch node.kind {
      case .object: first == 0x7B && last == 0x7D
      case .array: first == 0x5B && last == 0x5D
      case .string: first == 0x22 && last == 0x22 && node.hasEscapes == text.contains(0x5C)
      case .number: first == 0x2D || 0x30...0x39 ~= first
      case .true: text.elementsEqual("true".utf8)
      case .false: text.elementsEqual("false".utf8)
      case .null: text.elementsEqual("null".utf8)
      }
    return fits ? nil : "node \(index) is no \(node.kind)"
  }
}
