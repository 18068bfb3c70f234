/// What of the data is written, and how: the JSON family of `output_encoding`.
public enum OutputForm: Sendable, Equatable, CaseIterable {
  /// `json`, `fast-json`: the data; nothing is `{}`, null data `null` (REN-1, REN-8).
  case json
  /// `json-collection`: the value of `collection` alone; without one `[]` (REN-2).
  case collection
  /// `string`: the text of `content` if that is a string, else nothing (REN-3).
  case string
}
