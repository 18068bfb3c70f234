/// The keys of a map's entries, and which entry has each.
///
/// Unsafe: keys that are texts are pieces of the wire, which outlives this.
struct MapKeys {
  private struct Key {
    /// Of a number a place that is never looked at.
    let start: UnsafePointer<UInt8>
    /// How long the text is, or the number.
    let value: UInt64
    var entry: Int
  }

  private let areTexts: Bool
  private let seed: UInt64
  /// One more than the place of a key; 0 for none.
  private var slots: [UInt32]
  private var keys: [Key] = []

  /// Room for the keys of so many entries: a hash table that is at most half full.
  init(count: Int, areTexts: Bool, seed: UInt64) {
    var capacity = 4
    while capacity < count * 2 { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
    self.areTexts = areTexts
    self.seed = seed
  }

  /// Says that an entry has a key, a text of a length or a number; returns the one that had it.
  mutating func set(
    _ start: UnsafePointer<UInt8>, _ value: UInt64, to entry: Int
  ) -> Int? {
    let hash =
      areTexts
      ? KeyHash.of(start, Int(truncatingIfNeeded: value), seed: seed)
      : KeyHash.of(value, seed: seed)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if isKey(place, start, value) {
        let earlier = keys[place].entry
        keys[place].entry = entry
        return earlier
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    keys.append(Key(start: start, value: value, entry: entry))
    slots[slot] = UInt32(truncatingIfNeeded: keys.count)
    return nil
  }

  private func isKey(_ place: Int, _ start: UnsafePointer<UInt8>, _ value: UInt64) -> Bool {
    let key = keys[place]
    guard key.value == value else { return false }
    return !areTexts || InputView.equal(key.start, start, Int(truncatingIfNeeded: value))
  }
}
