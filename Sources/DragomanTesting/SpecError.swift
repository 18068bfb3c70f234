/// A mistake in a spec file.
public struct SpecError: Error, Sendable, CustomStringConvertible {
  /// A JSON pointer to the mistake.
  public let pointer: String
  /// What is wrong.
  public let reason: String

  /// `/exchanges/0/expect: no such key`
  public var description: String { "\(pointer.isEmpty ? "/" : pointer): \(reason)" }
}
