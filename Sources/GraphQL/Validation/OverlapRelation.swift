/// How the types relate that two fields of one name belong to; the strictest first.
enum OverlapRelation: Int, Hashable, Comparable, CaseIterable {
  /// One type, or types that an object can be both of.
  case same
  /// The same, but what lies below the fields may be of a type and of a narrower one.
  case related
  /// No object can be both, as far as anyone knows: only the shapes of the fields have to agree.
  case exclusive

  static func < (left: OverlapRelation, right: OverlapRelation) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The relation of two fields of sets that relate as `outer`, without a schema: by the innermost
  /// type condition of each and the number of conditions.
  ///
  /// Under one condition the type is one. Under none and a single one an object is both, or the
  /// condition can never apply; but below such fields the one type may be narrower than the other,
  /// and says nothing any more about conditions beside it.
  static func guess(
    _ outer: OverlapRelation, _ first: (condition: String?, count: Int),
    _ second: (condition: String?, count: Int)
  ) -> OverlapRelation {
    if first.condition == second.condition { return first.condition == nil ? outer : .same }
    let isSingle = min(first.count, second.count) == 0 && max(first.count, second.count) == 1
    return outer == .same && isSingle ? .related : .exclusive
  }
}
