import Dragoman

/// A mistake in a spec file.
public struct SpecError: Error, Sendable, CustomStringConvertible {
  /// A JSON pointer to the mistake.
  public let pointer: String
  /// What is wrong.
  public let reason: String

  /// `/exchanges/0/expect: no such key`
  public var description: String { "\(pointer.isEmpty ? "/" : pointer): \(reason)" }

  init(pointer: String, reason: String) {
    self.pointer = pointer
    self.reason = reason
  }

  /// A file that cannot be read.
  init(_ problems: [Diagnostic]) {
    self.init(pointer: "", reason: problems.map(\.text).joined(separator: "\n"))
  }
}
