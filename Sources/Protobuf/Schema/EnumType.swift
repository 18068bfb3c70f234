/// An enumeration.
public struct EnumType: Sendable {
  /// Full name without a leading dot.
  public let name: String
  /// The `.proto` file that declares it.
  public let file: String
  /// In the order of the descriptor. Aliases have the number of an earlier one; the first is what a
  /// number is written as.
  public let values: [Value]
  /// Numbers that no value has are unknown fields (proto2), not values.
  public let isClosed: Bool
  /// `google.protobuf.NullValue`, which is JSON's `null`.
  public let isNullValue: Bool

  /// An enumeration as the linker resolved it.
  public init(
    name: String, file: String, values: [Value], isClosed: Bool = false, isNullValue: Bool = false
  ) {
    self.name = name
    self.file = file
    self.values = values
    self.isClosed = isClosed
    self.isNullValue = isNullValue
  }

  /// A name and its number.
  public struct Value: Sendable {
    /// The name, without that of the enumeration.
    public let name: String
    /// The number, which may be negative.
    public let number: Int32

    /// A value of an enumeration.
    public init(name: String, number: Int32) {
      self.name = name
      self.number = number
    }
  }
}
