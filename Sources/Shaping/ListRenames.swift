/// The entries of `mapping` that rename below arrays: `items[].id`. Dragoman's own.
final class ListRenames: Sendable {
  /// The paths; the entry of a leaf is its index in `targets`.
  let sources: FieldTrie
  /// The new names.
  let targets: [Name]

  init(sources: FieldTrie, targets: [Name]) {
    self.sources = sources
    self.targets = targets
  }

  /// A table that is being compiled.
  struct Draft {
    private var builder: FieldTrieBuilder
    private var targets: [Name] = []

    /// Nil without such entries.
    init?(_ plan: ShapingPlan, _ names: inout NameCollector) {
      let mapping = plan.mapping.filter { $0.isThroughItems && !$0.from.hasSuffix("[]") }
      guard !mapping.isEmpty else { return nil }
      builder = FieldTrieBuilder(&names)
      let wrapper = ShapingProgram.wrapper(plan.root, &names)
      for rename in mapping {
        builder.mark(names.path(throughItems: rename.from, wrapper), entry: targets.count)
        targets.append(names.name(rename.head))
      }
    }

    consuming func finish(_ table: NameTable) -> ListRenames {
      ListRenames(sources: builder.finish(table), targets: targets)
    }
  }
}
