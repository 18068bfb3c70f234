/// What a selection set holds (§2.4).
public enum Selection: Sendable, Equatable {
  /// A field.
  case field(FieldNode)
  /// `...name`.
  case spread(SpreadNode)
  /// `... on Type { … }`.
  case inline(InlineFragmentNode)
}
