extension ShapingProgram {
  /// The prefix tree of `allow` or, without any entry there, of `deny` (FMT-2).
  static func trie(
    _ plan: ShapingPlan, _ names: inout NameCollector
  ) -> FieldTrieBuilder? {
    guard !plan.allow.isEmpty || !plan.deny.isEmpty else { return nil }
    var builder = FieldTrieBuilder(&names)
    let wrapper = wrapper(plan.root, &names)
    for path in plan.allow { builder.allow(names.path(throughItems: path, wrapper)) }
    if plan.allow.isEmpty {
      for path in plan.deny { builder.deny(names.path(throughItems: path, wrapper)) }
    }
    return builder
  }

  /// The name under which the decoder puts an array.
  static func wrapper(_ root: RootRule, _ names: inout NameCollector) -> Name? {
    switch root {
    case .collection, .wrapped, .safe, .anyBeside: names.name("collection")
    case .object, .content, .any: nil
    }
  }

  static func edit(_ plan: ShapingPlan, _ trie: FieldTrie?) -> Edit {
    guard let trie else { return .none }
    return plan.allow.isEmpty ? .deny(trie) : .allow(trie)
  }

  static func check(_ plan: ShapingPlan, _ problems: inout [ShapingProblem]) {
    if plan.target.contains("[]") { problems.append(.init(.target, .targetInArray)) }
    if plan.flatmap.isEmpty {
      checkFilters(plan, &problems)
      return
    }
    if !plan.allow.isEmpty { problems.append(.init(.allow, .ignoredBesideFlatmap)) }
    if !plan.deny.isEmpty { problems.append(.init(.deny, .ignoredBesideFlatmap)) }
    if !plan.mapping.isEmpty { problems.append(.init(.mapping, .ignoredBesideFlatmap)) }
  }

  private static func checkFilters(_ plan: ShapingPlan, _ problems: inout [ShapingProblem]) {
    if !plan.allow.isEmpty && !plan.deny.isEmpty {
      problems.append(.init(.deny, .ignoredBesideAllow))
    }
    for (index, rename) in plan.mapping.enumerated() {
      if rename.isThroughItems {
        checkListed(rename, index, &problems)
        continue
      }
      if rename.to.contains(".") { problems.append(.init(.rename(index), .tailIgnored)) }
      if rename.from == rename.head {
        problems.append(.init(.rename(index), .renamedToItself))
      }
    }
  }
}

extension ShapingProgram {
  private static func checkListed(
    _ rename: ShapingPlan.Rename, _ index: Int, _ problems: inout [ShapingProblem]
  ) {
    if rename.from.hasSuffix("[]") { problems.append(.init(.rename(index), .itemsHaveNoName)) }
    if rename.to.contains("[]") || rename.to.contains(".") {
      problems.append(.init(.rename(index), .newNameIsPath))
    }
  }
}

extension ShapingPlan.Rename {
  /// Whether it renames below an array; then dots in the old name separate names.
  var isThroughItems: Bool {
    from.split(separator: ".", omittingEmptySubsequences: false).contains { $0.hasSuffix("[]") }
  }

  /// The part of the new name that counts: what stands before its first dot (FMT-6).
  var head: Substring { to.prefix { $0 != "." } }
}
