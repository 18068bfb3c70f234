/// What a template works on: a value as JSON has it. The engine copies it, so a template that
/// changes a dictionary changes nothing of the caller's.
public enum TemplateData: Sendable, Hashable {
  /// Nothing; prints as `<no value>`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// A number; what JSON files hold, as in Go.
  case number(Double)
  /// A text.
  case string(String)
  /// Values in order.
  case list([TemplateData])
  /// Values by name.
  case object([String: TemplateData])
  /// A value of a fixed shape: its fields have one name in templates and another in JSON.
  case record([Field])

  /// A field of a record.
  public struct Field: Sendable, Hashable {
    /// The name in templates: `.Rule`.
    public var name: String
    /// The name in JSON: `rule`.
    public var key: String
    /// What it holds.
    public var value: TemplateData

    /// Puts a field together.
    public init(_ name: String, as key: String, _ value: TemplateData) {
      self.name = name
      self.key = key
      self.value = value
    }
  }
}
