import Bytes

/// Writes an element out as markup again: what a feed's text holds as XHTML. Its texts are written
/// as they mean, as the reference has them.
enum MarkupWriter {
  /// What is still to be written, the next one last.
  private enum Step {
    case node(Int)
    case end(Int)
  }

  /// Appends an element with all that is below it.
  static func append(_ element: Int, of tree: XMLTree, to output: inout [UInt8]) {
    var steps = [Step.node(element)]
    while let step = steps.popLast() {
      switch step {
      case .end(let element):
        output.append("</")
        appendName(tree.nodes[element].name, of: tree, to: &output)
        output.append(0x3E)
      case .node(let node) where tree.nodes[node].isText:
        output += tree.bytes[tree.range(of: node)]
      case .node(let node):
        begin(node, of: tree, to: &output)
        steps.append(.end(node))
        let first = steps.count
        for child in tree.children(of: node) { steps.append(.node(child)) }
        steps[first...].reverse()
      }
    }
  }

  private static func begin(_ element: Int, of tree: XMLTree, to output: inout [UInt8]) {
    output.append(0x3C)
    appendName(tree.nodes[element].name, of: tree, to: &output)
    for attribute in tree.attributes(of: element) {
      output.append(ASCII.space)
      appendName(attribute.name, of: tree, to: &output)
      output.append("=\"")
      let value = tree.bytes[Int(attribute.start)..<Int(attribute.end)]
      XMLEscaper.append(value.span, to: &output)
      output.append(ASCII.quote)
    }
    output.append(0x3E)
  }

  private static func appendName(_ name: Int32, of tree: XMLTree, to output: inout [UInt8]) {
    output += tree.bytes[tree.names[Int(name)].range]
  }
}
