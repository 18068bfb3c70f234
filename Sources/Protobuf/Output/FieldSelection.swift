/// Which fields of an answer somebody will look at. What is left out is passed over on the wire.
///
/// It follows `allow` and `deny` (FMT-2 to FMT-5) through messages. Where a path leads through a
/// list, a map or what is no object of fields, everything passes: shaping decides there.
public struct FieldSelection: Hashable, Sendable {
  private let isAllowing: Bool
  private let paths: [String]

  /// All fields.
  public static let everything = FieldSelection(isAllowing: false, paths: [])

  /// Only what lies at these dot paths, in the names of the output; no paths: all fields.
  public static func allowing(_ paths: [String]) -> FieldSelection {
    FieldSelection(isAllowing: !paths.isEmpty, paths: paths)
  }

  /// All but what lies at these dot paths.
  public static func denying(_ paths: [String]) -> FieldSelection {
    FieldSelection(isAllowing: false, paths: paths)
  }

  /// The paths as a tree, for the compiler.
  var tree: SelectionTree { SelectionTree(isAllowing: isAllowing, paths: paths) }
}

/// A selection as a tree of names; node 0 is the root.
struct SelectionTree {
  private struct Twig {
    var isLeaf = false
    var below: [Substring: Int] = [:]
  }

  /// What becomes of one field.
  enum Verdict: Equatable {
    case dropped
    case whole
    /// What lies below is decided at that node of the tree.
    case partial(Int)
  }

  private let isAllowing: Bool
  private var twigs = [Twig()]
  /// Whether there is anything to decide.
  var isEmpty: Bool { twigs[0].below.isEmpty }

  init(isAllowing: Bool, paths: [String]) {
    self.isAllowing = isAllowing
    for path in paths { add(path.split(separator: ".", omittingEmptySubsequences: false)) }
  }

  /// FMT-4: of the entries of `allow` the later one decides. FMT-5: in `deny` a parent wins.
  private mutating func add(_ path: [Substring]) {
    guard let last = path.last else { return }
    var twig = 0
    for name in path.dropLast() {
      twig = child(name, of: twig)
      if isAllowing {
        twigs[twig].isLeaf = false
      } else if twigs[twig].isLeaf {
        return
      }
    }
    let leaf = child(last, of: twig)
    twigs[leaf].isLeaf = true
    twigs[leaf].below = [:]
  }

  private mutating func child(_ name: Substring, of twig: Int) -> Int {
    if let known = twigs[twig].below[name] { return known }
    twigs.append(Twig())
    twigs[twig].below[name] = twigs.count - 1
    return twigs.count - 1
  }

  /// What becomes of the member of this name in an object at `node`.
  func verdict(_ name: String, at node: Int) -> Verdict {
    guard let twig = twigs[node].below[name[...]] else { return isAllowing ? .dropped : .whole }
    if twigs[twig].isLeaf { return isAllowing ? .whole : .dropped }
    return .partial(twig)
  }
}
