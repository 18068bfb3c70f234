/// What is done with one backend's answer, compiled from a `ShapingPlan`: immutable, shared by all
/// requests. In: a `Document`. Out: data in a `ShapedTree`.
///
/// The order is that of behaviour.md §3.3: root, target, allow or deny, mapping, group; or, with
/// flatmap operations, root, target, flatmap, group.
public struct ShapingProgram: Sendable {
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
  let group: Name?

  /// Whether the tree gets labels from the table of names.
  var givesNames: Bool { group != nil || renames != nil || root != .object }

  /// The program that changes nothing and takes any object (or `null`) for data.
  public static let identity: ShapingProgram = {
    var ignored: [ShapingProblem] = []
    return ShapingProgram(ShapingPlan(), noting: &ignored)
  }()
}
