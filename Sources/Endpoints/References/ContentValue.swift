import Bytes
import Document

/// Finds values in the client's content.
enum ContentValue {
  /// The deepest content, and the most values in it, that are looked into.
  static let limits = DocumentLimits(depth: 128, nodes: 1 << 20)

  /// The content of a request as JSON; nil if it is none, or has not arrived whole.
  static func read(_ content: CallContent) -> Document? {
    guard case .bytes(let bytes) = content else { return nil }
    return try? Document.scan(bytes, .strict, limits: limits)
  }

  /// The value that a path leads to; nil if it leads nowhere.
  static func find(_ path: [Reference.Step], in document: Document) -> FoundValue? {
    let split = path.firstIndex(of: .each) ?? path.count
    guard let node = walk(path[..<split], from: document.root, in: document) else { return nil }
    guard split < path.count else { return .content(node, document) }
    guard document.kind(of: node) == .array else { return nil }
    let rest = path[(split + 1)...]
    var nodes: [Int] = []
    for item in document.elements(of: node) {
      if let node = walk(rest, from: item, in: document) { nodes.append(node) }
    }
    return .contents(nodes, document)
  }

  private static func walk(
    _ path: ArraySlice<Reference.Step>, from start: Int, in document: Document
  ) -> Int? {
    var node = start
    for step in path {
      guard let next = take(step, from: node, in: document) else { return nil }
      node = next
    }
    return node
  }

  private static func take(
    _ step: Reference.Step, from node: Int, in document: Document
  ) -> Int? {
    switch (step, document.kind(of: node)) {
    case (.member(let name), .object), (.pointed(let name), .object):
      document.value(of: name, in: node)
    case (.item(let number), .array): item(number, of: node, in: document)
    case (.pointed(let token), .array):
      // RFC 6901 §4: digits without a zero in front.
      token.allSatisfy(ASCII.isDigit) && token.count < 10
        && (token.first != 0x30 || token.count == 1)
        ? Int(String(decoding: token, as: UTF8.self)).flatMap { item($0, of: node, in: document) }
        : nil
    default: nil
    }
  }

  private static func item(_ number: Int, of node: Int, in document: Document) -> Int? {
    var index = 0
    for item in document.elements(of: node) {
      if index == number { return item }
      index += 1
    }
    return nil
  }
}
