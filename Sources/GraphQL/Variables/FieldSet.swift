/// Which fields of an object are there; no array for objects of usual size.
struct FieldSet {
  private var low: UInt64 = 0
  private var high: [Bool]
  private(set) var count = 0

  init(_ size: Int) { high = size > 64 ? Array(repeating: false, count: size - 64) : [] }

  func contains(_ index: Int) -> Bool {
    index < 64 ? low >> UInt64(index) & 1 == 1 : high[index - 64]
  }

  /// False if it is there already.
  mutating func insert(_ index: Int) -> Bool {
    if contains(index) { return false }
    if index < 64 { low |= 1 << UInt64(index) } else { high[index - 64] = true }
    count += 1
    return true
  }
}
