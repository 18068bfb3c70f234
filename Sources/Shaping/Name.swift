/// A name that the configuration gives, as a compiled program holds it: plain numbers into the
/// program's `NameTable`.
struct Name: Equatable {
  /// Where the decoded bytes begin in the table.
  let start: UInt32
  /// How many bytes there are.
  let count: UInt32
  /// The node of the table's document that holds it as a JSON string.
  let label: UInt32
  /// The item's number that it also names (`0`, `17`, but not `007`), or `UInt32.max`.
  let item: UInt32
  /// Its key (see `NameKey`).
  let key: UInt64
  /// Whether it is `*`.
  let isWildcard: Bool

  /// No name: the step from an array to each of its items, `[]` in a path.
  static let items = Name(start: 0, count: 0, label: .max, item: .max, key: 0, isWildcard: false)

  /// Whether it is that step.
  var isItems: Bool { label == .max }

  /// Where the decoded bytes stand in the table.
  var range: Range<Int> { Int(start)..<(Int(start) + Int(count)) }
}
