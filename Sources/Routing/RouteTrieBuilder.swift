import Bytes

/// Puts a trie together from patterns. Dictionaries are for the start only.
struct RouteTrieBuilder {
  private struct Branch {
    var parent = 0
    var text: [UInt8]?
    var texts: [[UInt8]: Int] = [:]
    var templates: [SegmentTemplate: Int] = [:]
    var order: [SegmentTemplate] = []
    var placeholder = 0
    var tail = 0
    var routes: [(method: MethodSet, route: Int)] = []
  }

  private var branches = [Branch()]

  /// Adds a route; the route that has its place already, if there is one.
  mutating func add(_ route: Int, _ method: MethodSet, _ steps: [RouteStep]) -> Int? {
    var node = 0
    for step in steps { node = child(of: node, step) }
    if let other = branches[node].routes.first(where: { $0.method == method }) {
      return other.route
    }
    branches[node].routes.append((method, route))
    return nil
  }

  private mutating func child(of node: Int, _ step: RouteStep) -> Int {
    let new = branches.count
    switch step {
    case .text(let text):
      if let child = branches[node].texts[text] { return child }
      branches[node].texts[text] = new
      branches.append(Branch(parent: node, text: text))
    case .template(let template):
      if let child = branches[node].templates[template] { return child }
      branches[node].templates[template] = new
      branches[node].order.append(template)
      branches.append(Branch(parent: node))
    case .placeholder:
      if branches[node].placeholder != 0 { return branches[node].placeholder }
      branches[node].placeholder = new
      branches.append(Branch(parent: node))
    case .tail:
      if branches[node].tail != 0 { return branches[node].tail }
      branches[node].tail = new
      branches.append(Branch(parent: node))
    }
    return new
  }

  /// The trie in flat arrays.
  func build() -> RouteTrie {
    var trie = RouteTrie()
    trie.nodes = branches.map { _ in RouteTrie.Node() }
    var size = 2
    while size < branches.count * 2 { size *= 2 }
    trie.slots = Array(repeating: RouteTrie.Slot(), count: size)
    for (index, branch) in branches.enumerated() { lay(branch, index, in: &trie) }
    for index in branches.indices.dropFirst().reversed() {
      trie.nodes[branches[index].parent].below.formUnion(trie.nodes[index].below)
    }
    return trie
  }

  private func lay(_ branch: Branch, _ index: Int, in trie: inout RouteTrie) {
    trie.nodes[index].parent = Int32(branch.parent)
    if let text = branch.text { lay(text, index, branch.parent, in: &trie) }
    trie.nodes[index].firstTemplate = Int32(trie.templates.count)
    trie.nodes[index].templateCount = Int32(branch.order.count)
    for template in RouteTrieBuilder.byWeight(branch.order) {
      let child = branch.templates[template] ?? 0
      trie.templates.append(RouteTrie.TemplateEdge(template: template, child: Int32(child)))
      trie.nodes[child].rank = Int32(trie.templates.count) - trie.nodes[index].firstTemplate
    }
    trie.nodes[index].placeholder = Int32(branch.placeholder)
    if branch.placeholder != 0 {
      trie.nodes[branch.placeholder].rank = Int32(branch.order.count + 1)
    }
    trie.nodes[index].tail = Int32(branch.tail)
    trie.nodes[index].firstLeaf = Int32(trie.leaves.count)
    for leaf in branch.routes.sorted(by: { $0.method.rawValue < $1.method.rawValue }) {
      trie.leaves.append(Int32(leaf.route))
      trie.nodes[index].own.formUnion(leaf.method)
    }
    trie.nodes[index].below.formUnion(trie.nodes[index].own)
  }

  /// More literal bytes first; among equals the order of the configuration.
  private static func byWeight(_ templates: [SegmentTemplate]) -> [SegmentTemplate] {
    templates.enumerated().sorted {
      $0.element.weight == $1.element.weight
        ? $0.offset < $1.offset : $0.element.weight > $1.element.weight
    }.map(\.element)
  }

  private func lay(_ text: [UInt8], _ index: Int, _ parent: Int, in trie: inout RouteTrie) {
    trie.nodes[index].textStart = Int32(trie.texts.count)
    trie.nodes[index].textCount = Int32(text.count)
    trie.texts.append(contentsOf: text)
    let hash = text.reduce(RouteTrie.seed(parent), RouteTrie.mix)
    var slot = Int(hash) & (trie.slots.count - 1)
    while trie.slots[slot].child != 0 { slot = (slot + 1) & (trie.slots.count - 1) }
    trie.slots[slot] = RouteTrie.Slot(node: Int32(parent), child: Int32(index), hash: hash)
  }
}
