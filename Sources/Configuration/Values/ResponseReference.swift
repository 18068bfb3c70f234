import Bytes

/// A value of an earlier backend's answer: `resp0_a.b` is backend 0, path `a.b` (URL-3, SEQ-7).
public struct ResponseReference: Sendable, Hashable {
  /// The position of the backend.
  public var backend: Int
  /// The names that lead to the value, with dots; empty for the whole content (`resp0`).
  public var path: String

  init(backend: Int, path: String) {
    self.backend = backend
    self.path = path
  }

  /// The name that patterns have for it.
  public var name: String { path.isEmpty ? "resp\(backend)" : "resp\(backend)_\(path)" }

  /// Reads a name; nil if it is none of this kind.
  public init?(_ name: String) {
    guard name.hasPrefix("resp") else { return nil }
    let rest = name.dropFirst(4)
    let digits = rest.prefix { $0.utf8.allSatisfy(ASCII.isDigit) }
    let path = rest.dropFirst(digits.count)
    guard let backend = Int(digits), path.isEmpty || (path.first == "_" && path.count > 1) else {
      return nil
    }
    self.backend = backend
    self.path = String(path.dropFirst())
  }
}
