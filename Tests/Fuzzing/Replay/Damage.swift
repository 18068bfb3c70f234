/// Changes inputs as chance has it, the same way for the same seed.
public struct Damage {
  private var state: UInt64

  /// A series of its own for each seed.
  public init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  /// A number below a bound.
  public mutating func random(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(bound, 1)
  }

  /// The bytes with one to three of them replaced: by any, or by those of an alphabet.
  public mutating func damaged(_ bytes: [UInt8], by alphabet: [UInt8] = []) -> [UInt8] {
    guard !bytes.isEmpty else { return bytes }
    var bytes = bytes
    for _ in 0..<1 + random(below: 3) {
      let place = random(below: bytes.count)
      bytes[place] =
        alphabet.isEmpty ? UInt8(random(below: 256)) : alphabet[random(below: alphabet.count)]
    }
    return bytes
  }
}
