import Messages

/// A set of known field names as bits.
struct KnownFieldSet: Sendable {
  private var bits: UInt64 = 0

  /// No names.
  init() {}

  func contains(_ field: KnownField) -> Bool { (bits >> UInt64(field.rawValue)) & 1 == 1 }

  mutating func insert(_ field: KnownField) { bits |= 1 << UInt64(field.rawValue) }

  mutating func remove(_ field: KnownField) { bits &= ~(1 << UInt64(field.rawValue)) }
}
