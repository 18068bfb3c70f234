/// A compiled `mapping`: which top-level names change, and into what (FMT-6).
///
/// All entries look at the names as they were, so that a chain of renames has one outcome: one
/// that the reference may give too, where the order is random.
final class RenameTable: Sendable {
  /// The names that change; the branch of each is its index in `targets`.
  let sources: FieldTrie
  /// The new name of a branch, and which entry of the mapping it comes from.
  let targets: [(name: Name, order: Int)]

  init(sources: FieldTrie, targets: [(name: Name, order: Int)]) {
    self.sources = sources
    self.targets = targets
  }

  /// A table that is being compiled.
  struct Draft {
    private var builder: FieldTrieBuilder
    private var renames: [(from: Name, to: Name)] = []

    /// Nil without entries.
    init?(_ all: [ShapingPlan.Rename], _ names: inout NameCollector) {
      let mapping = all.filter { !$0.isThroughItems }
      guard !mapping.isEmpty else { return nil }
      builder = FieldTrieBuilder(&names)
      for rename in mapping {
        // Dots in the old name have no meaning: it is the name of a top-level member.
        let from = names.name(rename.from)
        builder.allow([from])
        renames.append((from, names.name(rename.head)))
      }
    }

    consuming func finish(_ table: NameTable) -> RenameTable {
      let sources = builder.finish(table)
      let targets = sources.branches.map { branch in
        let order = renames.lastIndex { $0.from == branch.name }
        return (name: order.map { renames[$0].to } ?? branch.name, order: order ?? 0)
      }
      return RenameTable(sources: sources, targets: targets)
    }
  }
}
