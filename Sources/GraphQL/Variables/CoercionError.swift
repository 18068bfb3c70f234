/// Why a value is none of a variable.
public struct CoercionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Equatable {
    /// Something else was expected than what came.
    case mismatch(expected: String, found: String)
    /// A field that has to be given is not.
    case missing(expected: String)
    /// The input object has no such field.
    case unknownField(of: String)
    /// The field is given twice.
    case duplicateField
    /// Not exactly one field, or null in it, for a `@oneOf` input object.
    case notOneField(of: String)
    /// Several values where one was expected.
    case severalValues(expected: String, count: Int)
    /// Nested too deeply.
    case tooDeep
  }

  /// The variable, without `$`.
  public internal(set) var variable: String
  /// The place in its value: `filter.items[3].name`; empty for all of it.
  public private(set) var path: String
  /// What is wrong.
  public let reason: Reason

  init(_ reason: Reason, at path: String = "") {
    variable = ""
    self.path = path
    self.reason = reason
  }

  /// The same error, seen from an object around the one it was found in.
  func inField(_ name: [UInt8]) -> CoercionError {
    inside(String(decoding: name, as: UTF8.self).bounded)
  }

  /// The same error, seen from a list around the value.
  func inItem(_ index: Int) -> CoercionError { inside("[\(index)]") }

  private func inside(_ step: String) -> CoercionError {
    var outer = self
    let separator = path.isEmpty || path.hasPrefix("[") ? "" : "."
    outer.path = (step + separator + path).bounded
    return outer
  }

  /// One sentence for a client.
  public var description: String {
    let place = path.isEmpty ? "" : " at '\(path)'"
    let title = "the variable '$\(variable)'\(place)"
    switch reason {
    case .mismatch(let expected, let found): return "\(title) has to be \(expected), not \(found)"
    case .missing(let expected): return "\(title) is missing; it has to be \(expected)"
    case .unknownField(let type): return "\(title) is no field of \(type)"
    case .duplicateField: return "\(title) is given twice"
    case .notOneField(let type):
      return "\(title) has to have exactly one field, not null, to be \(type)"
    case .severalValues(let expected, let count):
      return "\(title) has to be one \(expected), not \(count) values"
    case .tooDeep: return "\(title) is nested too deeply"
    }
  }
}
