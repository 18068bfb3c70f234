public import Messages

/// What a call gets beside what the client sent: fields, query parameters and a body, with
/// references in them. Each replaces what would have passed of the client's under its name.
public struct RequestTemplate: Sendable {
  /// Field names with the texts of their values.
  public var fields: [(name: FieldName, value: TextTemplate)] = []
  /// Names of query parameters with the texts of their values.
  public var query: [(name: [UInt8], value: TextTemplate)] = []
  /// The body; nil leaves the client's.
  public var body: JSONTemplate?
  /// The longest body that may come of it, in bytes.
  public var bodyLimit = 1 << 20

  /// The longest value of a field that may come of it, in bytes.
  public static let fieldLimit = 8 << 10
  /// The longest target that values may make, in bytes.
  public static let targetLimit = 64 << 10

  /// What describes the client's content, which a body of its own replaces.
  static let contentFields: [FieldName] = [
    "Content-Type", "Content-Encoding", "Content-Language", "Content-Range",
  ].compactMap { FieldName($0) }

  /// A template that adds nothing.
  public init() {}

  /// The references in it.
  public var references: [Reference] {
    fields.flatMap(\.value.references) + query.flatMap(\.value.references)
      + (body?.references ?? [])
  }
}
