/// What is done with one backend's answer, compiled from a `ShapingPlan`: immutable, shared by all
/// requests. In: a `Document`. Out: data in a `ShapedTree`.
///
/// The order is that of behaviour.md §3.3: root, target, allow or deny, mapping, group; or, with
/// flatmap operations, root, target, flatmap, group.
///
/// A class, as the other compiled parts are, so that a request that passes it on counts one
/// reference and not one per table.
public final class ShapingProgram: Sendable {
  /// What happens between target and group.
  enum Edit: Sendable {
    case none
    case allow(FieldTrie)
    case deny(FieldTrie)
    case flatmap(FlatmapProgram)
  }

  let root: RootRule
  let names: NameTable
  /// The name under which a root goes that the rule places under one.
  let collection: Name
  let content: Name
  let target: [Name]
  let edit: Edit
  let renames: RenameTable?
  let listRenames: ListRenames?
  let group: Name?

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
      listRenames = nil
      self.names = names.table()
      return
    }
    let trie = Self.trie(plan, &names)
    let renames = RenameTable.Draft(plan.mapping, &names)
    let listed = ListRenames.Draft(plan, &names)
    let table = names.table()
    edit = Self.edit(plan, trie?.finish(table))
    self.renames = renames?.finish(table)
    listRenames = listed?.finish(table)
    self.names = table
  }

  /// Whether the tree gets labels from the table of names.
  var givesNames: Bool { group != nil || renames != nil || listRenames != nil || root != .object }

  /// The program that changes nothing and takes any object (or `null`) for data.
  public static let identity: ShapingProgram = {
    var ignored: [ShapingProblem] = []
    return ShapingProgram(ShapingPlan(), noting: &ignored)
  }()
}
