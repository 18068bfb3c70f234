extension ShapingProgram {
  /// Compiles a plan, and notes what in it does not do what its author may think.
  public init(_ plan: ShapingPlan, noting problems: inout [ShapingProblem]) {
    Self.check(plan, &problems)
    var names = NameCollector()
    collection = names.name("collection")
    content = names.name("content")
    target = plan.target.isEmpty ? [] : names.path(plan.target)
    group = plan.group.isEmpty ? nil : names.name(plan.group)
    root = plan.root
    if !plan.flatmap.isEmpty {
      edit = .flatmap(FlatmapProgram(plan.flatmap, noting: &problems))
      renames = nil
      self.names = names.table()
      return
    }
    let trie = Self.trie(plan, &names)
    let renames = RenameTable.Draft(plan.mapping, &names)
    let table = names.table()
    edit = Self.edit(plan, trie?.finish(table))
    self.renames = renames?.finish(table)
    self.names = table
  }

  /// The prefix tree of `allow` or, without any entry there, of `deny` (FMT-2).
  private static func trie(
    _ plan: ShapingPlan, _ names: inout NameCollector
  ) -> FieldTrieBuilder? {
    guard !plan.allow.isEmpty || !plan.deny.isEmpty else { return nil }
    var builder = FieldTrieBuilder(&names)
    for path in plan.allow { builder.allow(names.path(path)) }
    if plan.allow.isEmpty {
      for path in plan.deny { builder.deny(names.path(path)) }
    }
    return builder
  }

  private static func edit(_ plan: ShapingPlan, _ trie: FieldTrie?) -> Edit {
    guard let trie else { return .none }
    return plan.allow.isEmpty ? .deny(trie) : .allow(trie)
  }

  private static func check(_ plan: ShapingPlan, _ problems: inout [ShapingProblem]) {
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
      if rename.to.contains(".") { problems.append(.init(.rename(index), .tailIgnored)) }
      if rename.from == rename.head {
        problems.append(.init(.rename(index), .renamedToItself))
      }
    }
  }
}

extension ShapingPlan.Rename {
  /// The part of the new name that counts: what stands before its first dot (FMT-6).
  var head: Substring { to.prefix { $0 != "." } }
}
