import Bytes

/// What RSS and Atom have in common: elements by name, their texts and attributes.
struct FeedReader {
  let tree: XMLTree
  let namespaces: FeedNamespaces

  init(_ tree: XMLTree) {
    self.tree = tree
    namespaces = FeedNamespaces(tree)
  }

  /// The child elements of an element.
  func elements(of element: Int) -> [Int] {
    tree.children(of: element).filter { !tree.nodes[$0].isText }
  }

  /// The name without its prefix, in lower case.
  func name(of element: Int) -> String {
    let local = tree.bytes[tree.localRange(tree.nodes[element].name)]
    return String(decoding: local.map(ASCII.lowercased), as: UTF8.self)
  }

  /// The name without its prefix.
  func localName(of element: Int) -> [UInt8] {
    Array(tree.bytes[tree.localRange(tree.nodes[element].name)])
  }

  /// The usual prefix of an element's namespace; empty for the elements of feeds.
  func prefix(of element: Int) -> [UInt8] {
    namespaces.prefix(of: tree.names[Int(tree.nodes[element].name)], in: tree)
  }

  /// Whether an element belongs to another namespace than the feed's.
  func isExtension(_ element: Int, of feed: StaticString) -> Bool {
    let prefix = prefix(of: element)
    return
      !(prefix.isEmpty || prefix.span.equals("rdf") || prefix.span.equals("content")
      || prefix.span.equals("rss") || prefix.span.equals(feed))
  }

  /// The value of an attribute by its local name; empty if there is none.
  func attribute(_ name: StaticString, of element: Int) -> [UInt8] {
    for attribute in tree.attributes(of: element) {
      let local = tree.localRange(attribute.name)
      if tree.bytes.span.extracting(local).equals(name) {
        return Array(tree.bytes[Int(attribute.start)..<Int(attribute.end)])
      }
    }
    return []
  }

  /// The text of an element without blanks at its ends; those of CDATA stay. What is marked up in
  /// it is written out.
  func text(of element: Int) -> [UInt8] {
    var output: [UInt8] = []
    let children = Array(tree.children(of: element))
    for (position, child) in children.enumerated() {
      guard tree.nodes[child].isText else {
        MarkupWriter.append(child, of: tree, to: &output)
        continue
      }
      var range = tree.range(of: child)
      if !tree.nodes[child].isCDATA {
        let trimmed = XMLText.trimmed(tree.bytes.span, range)
        if position == 0 { range = trimmed.lowerBound..<range.upperBound }
        if position == children.count - 1 {
          range = range.lowerBound..<max(range.lowerBound, trimmed.upperBound)
        }
      }
      output += tree.bytes[range]
    }
    return output
  }

  /// All text below an extension's element, that of other elements left out, without blanks at its
  /// ends.
  func ownText(of element: Int) -> [UInt8] {
    var output: [UInt8] = []
    for child in tree.children(of: element) where tree.nodes[child].isText {
      output += tree.bytes[tree.range(of: child)]
    }
    return Array(output[XMLText.trimmed(output.span, 0..<output.count)])
  }
}
