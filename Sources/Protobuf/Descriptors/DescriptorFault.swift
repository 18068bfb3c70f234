/// What is wrong with a catalog, and where.
public struct DescriptorFault: Error, Hashable, Sendable {
  /// The set, by its name: the path of a `.pb` file.
  public let set: String
  /// The `.proto` file inside of it, if it can be told.
  public let file: String?
  /// The full name of what is at fault: a message, a field, a method.
  public let symbol: String?
  /// What is wrong or missing, as a clause: `has the type shop.v1.Item, which no file defines`.
  public let reason: String

  /// Puts a fault together.
  public init(set: String, file: String? = nil, symbol: String? = nil, reason: String) {
    self.set = set
    self.file = file
    self.symbol = symbol
    self.reason = reason
  }
}

extension DescriptorFault: CustomStringConvertible {
  /// `catalog/shop.pb (shop/v1/shop.proto): shop.v1.Order.items has the type …`
  public var description: String {
    let place = file.map { "\(set) (\($0))" } ?? set
    return "\(place): " + (symbol.map { "\($0) " } ?? "") + reason
  }
}

/// Everything that keeps a catalog from being used.
public struct DescriptorFaults: Error, Sendable {
  /// In the order of the sets; never empty.
  public let faults: [DescriptorFault]
  /// There are more: the limit of `DescriptorLimits.faults` was reached.
  public let isCut: Bool

  /// Faults that were found.
  public init(_ faults: [DescriptorFault], isCut: Bool = false) {
    self.faults = faults
    self.isCut = isCut
  }
}

extension DescriptorFaults: CustomStringConvertible {
  /// A line for each.
  public var description: String {
    faults.map(\.description).joined(separator: "\n") + (isCut ? "\n… and more" : "")
  }
}
