/// A header field as tests write and read it: nothing is validated, nothing is brought into
/// canonical form.
public struct TestField: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The value.
  public var value: String

  /// Puts a field together.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension [TestField] {
  /// The values of all fields of a name, in any case, in order.
  public func values(of name: String) -> [String] {
    let name = name.lowercased()
    return filter { $0.name.lowercased() == name }.map(\.value)
  }
}
