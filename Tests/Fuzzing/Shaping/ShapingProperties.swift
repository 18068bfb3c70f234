import Document
import Shaping

/// What must hold for any plan and any answers; nil, or what did not hold.
public func fuzzShaping(_ bytes: Span<UInt8>) -> String? {
  let input = ShapingInput(bytes.withUnsafeBufferPointer { Array($0) })
  return ShapingProperties(input).fault
}

/// What must hold for one input.
struct ShapingProperties {
  private let input: ShapingInput
  private let program: ShapingProgram

  init(_ input: ShapingInput) {
    self.input = input
    program = compiled(input.plan)
  }

  /// The first property that does not hold.
  var fault: String? {
    for document in input.documents {
      if let fault = identityFault(document) ?? partFault(document) ?? filterFault(document) {
        return fault
      }
    }
    return mergeFault
  }

  /// A program without manipulations changes no byte.
  private func identityFault(_ document: Document) -> String? {
    var tree = ShapedTree()
    guard document.kind(of: 0) == .object else { return nil }
    guard (try? tree.merge(document, through: .identity)) == .data else { return "refused" }
    return bytes(of: tree) == document.slice(of: 0) ? nil : "the identity changes bytes"
  }

  /// One answer becomes what the model says, each time, and the output is JSON.
  private func partFault(_ document: Document) -> String? {
    let model = Result { () throws(ShapingFailure) in
      try modelShape(ModelValue(document), input.plan)
    }
    var tree = ShapedTree()
    let part = Result { () throws(ShapingFailure) in try tree.merge(document, through: program) }
    guard case .success(let kind) = part else {
      if case .failure(let failure) = part, case .failure(failure) = model { return nil }
      return "the answer is refused"
    }
    guard case .success(let expected) = model else { return "the answer is not refused" }
    if (kind == .null) != (expected == nil) { return "null is not what the model says" }
    if let fault = outputFault(tree, expected) { return fault }
    let first = bytes(of: tree)
    tree.removeAll()
    _ = try? tree.merge(document, through: program)
    return bytes(of: tree) == first ? nil : "the second time it is different"
  }

  /// The data is what the model says, in every form of output.
  private func outputFault(_ tree: ShapedTree, _ expected: ModelObject?) -> String? {
    let output = bytes(of: tree)
    if tree.size(of: .json) != output.count { return "the size is wrong" }
    guard let document = try? Document.scan(output, limits: wide) else { return "no JSON" }
    if ModelValue(document) != expected.map({ .object($0) }) ?? .null {
      return "not what the model says: \(String(decoding: output, as: UTF8.self))"
    }
    if tree.isEmpty != (expected?.isEmpty ?? true) { return "emptiness is wrong" }
    var sorted: [UInt8] = []
    var again: [UInt8] = []
    tree.write(sorted: .json, to: &sorted)
    JSONWriter.append(sorted: 0, of: document, to: &again)
    if sorted != again { return "sorted output is different" }
    return collectionFault(tree, expected) ?? lookupFault(tree, expected)
  }

  private func collectionFault(_ tree: ShapedTree, _ expected: ModelObject?) -> String? {
    var output: [UInt8] = []
    tree.write(.collection, to: &output)
    guard let document = try? Document.scan(output, limits: wide) else { return "no JSON" }
    let value = expected?[Array("collection".utf8)] ?? .array([])
    if ModelValue(document) != value { return "the collection is wrong" }
    return stringFault(tree, expected)
  }

  private func stringFault(_ tree: ShapedTree, _ expected: ModelObject?) -> String? {
    var output: [UInt8] = []
    tree.write(.string, to: &output)
    if tree.size(of: .string) != output.count { return "the size of the string is wrong" }
    guard case .string(let text)? = expected?[Array("content".utf8)] else {
      return output.isEmpty ? nil : "a string from nowhere"
    }
    return output == text ? nil : "the string is wrong"
  }

  /// Every top-level member is found by its name, with its value.
  private func lookupFault(_ tree: ShapedTree, _ expected: ModelObject?) -> String? {
    for (name, value) in expected?.members.prefix(32) ?? [] {
      var text: [UInt8] = []
      guard let found = tree.value(at: [name]) else { return "a member is not found" }
      tree.appendText(of: found, to: &text)
      guard let document = try? Document.scan(text, limits: wide), ModelValue(document) == value
      else { return "a member has another value" }
    }
    var names: Set<[UInt8]> = []
    for child in tree.children(of: tree.root) {
      var name: [UInt8] = []
      tree.appendName(of: child, to: &name)
      names.insert(name)
    }
    return names == Set(expected?.names ?? []) ? nil : "the children are others"
  }

  /// Filters act once; what `deny` removes is what `allow` keeps.
  private func filterFault(_ document: Document) -> String? {
    let list = input.plan.allow + input.plan.deny
    guard document.kind(of: 0) == .object, !list.isEmpty else { return nil }
    let kept = shaped(document, ShapingPlan(allow: list))
    let left = shaped(document, ShapingPlan(deny: list))
    guard let kept, let left else { return "a filter refuses an object" }
    if shaped(kept, ShapingPlan(allow: list)).map({ ModelValue($0) }) != ModelValue(kept) {
      return "allow twice is not allow once"
    }
    if shaped(left, ShapingPlan(deny: list))?.text != left.text { return "deny twice is not once" }
    // Through items, `deny` leaves the items.
    if list.contains(where: modelHasItems) { return nil }
    guard let nothing = shaped(kept, ShapingPlan(deny: list)) else { return "refused" }
    let isHollow = nothing.tape.allSatisfy { $0.kind == .object || $0.kind == .string }
    return isHollow && nothing.text.allSatisfy { $0 != 0x5B }
      ? nil : "deny leaves something that allow kept"
  }

  private func shaped(_ document: Document, _ plan: ShapingPlan) -> Document? {
    var tree = ShapedTree()
    guard (try? tree.merge(document, through: compiled(plan))) == .data else { return nil }
    return try? Document.scan(bytes(of: tree), limits: wide)
  }

  /// Merged data has the members of all parts, later ones winning; parts shaped by themselves give
  /// the same; the endpoint's operations act on it as on a document of its own.
  private var mergeFault: String? {
    var tree = ShapedTree()
    var other = ShapedTree()
    var expected: ModelObject?
    var parts = 0
    for document in input.documents {
      guard (try? tree.merge(document, through: program)) != nil else { continue }
      parts += 1
      var alone = ShapedTree()
      _ = try? alone.merge(document, through: program)
      _ = try? other.merge(alone)
      if let object = try? modelShape(ModelValue(document), input.plan) {
        expected = merged(expected, object)
      }
    }
    guard parts > 0 else { return tree.hasAnswer ? "an answer from nowhere" : nil }
    if expected == nil && parts > 1 { expected = ModelObject() }
    if bytes(of: other) != bytes(of: tree) { return "parts by themselves merge differently" }
    return outputFault(tree, expected) ?? endpointFault(tree, expected)
  }

  private func merged(_ data: ModelObject?, _ part: ModelObject) -> ModelObject {
    var data = data ?? ModelObject()
    for (name, value) in part.members { data.set(name, value) }
    return data
  }

  private func endpointFault(_ tree: ShapedTree, _ data: ModelObject?) -> String? {
    var problems: [ShapingProblem] = []
    let flatmap = FlatmapProgram(input.endpoint, noting: &problems)
    var tree = tree
    let isApplied = (try? tree.apply(flatmap)) != nil
    do throws(ShapingFailure) {
      let expected = try modelFlatmap(data, input.endpoint)
      return isApplied ? outputFault(tree, expected) : "the endpoint's operations fail"
    } catch {
      return isApplied ? "a broken operation passes" : nil
    }
  }

  private var wide: DocumentLimits { DocumentLimits(depth: .max, bytes: .max, nodes: .max) }
}

private func compiled(_ plan: ShapingPlan) -> ShapingProgram {
  var problems: [ShapingProblem] = []
  return ShapingProgram(plan, noting: &problems)
}

private func bytes(of tree: ShapedTree) -> [UInt8] {
  var output: [UInt8] = []
  tree.write(.json, to: &output)
  return output
}
