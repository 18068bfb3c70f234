/// How much decoding may yield (demand 5.5). There is no unlimited decoder.
public struct ContentCodingLimits: Sendable, Equatable {
  /// The decoded bytes in all.
  public let maxOutputBytes: Int
  /// How many decoded bytes may come from a coded one, on average so far.
  public let maxRatio: Int
  /// Up to so many decoded bytes the ratio does not matter: a text of blanks is no bomb, and the
  /// reference takes a mebibyte of one letter.
  public let ratioFreeBytes: Int

  /// The ratio's defaults are 100 to 1 after 4 MiB.
  public init(maxOutputBytes: Int, maxRatio: Int = 100, ratioFreeBytes: Int = 4 << 20) {
    self.maxOutputBytes = min(max(maxOutputBytes, 0), 1 << 50)
    self.maxRatio = min(max(maxRatio, 1), 1 << 12)
    self.ratioFreeBytes = min(max(ratioFreeBytes, 0), 1 << 50)
  }
}
