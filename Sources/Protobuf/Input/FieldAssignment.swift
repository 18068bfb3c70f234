/// A text for a field: a path parameter, or one value of a query string.
public struct FieldAssignment: Sendable {
  /// The field.
  public let path: FieldPath
  /// The decoded text.
  public let text: [UInt8]

  /// An assignment.
  public init(_ path: FieldPath, _ text: [UInt8]) {
    self.path = path
    self.text = text
  }
}
