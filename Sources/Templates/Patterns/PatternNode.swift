/// A regular expression as a tree.
indirect enum PatternNode {
  case empty
  case scalars(ScalarSet)
  case assertion(PatternAssertion)
  case sequence([PatternNode])
  case choice([PatternNode])
  case group(PatternNode, index: Int)
  case repetition(PatternNode, least: Int, most: Int?, isGreedy: Bool)
}

/// What holds between two characters.
enum PatternAssertion {
  case textStart
  case textEnd
  case lineStart
  case lineEnd
  case wordBorder
  case noWordBorder
}

/// A set of characters, by ranges.
struct ScalarSet {
  var ranges: [ClosedRange<UInt32>] = []
  var isInverted = false
  var ignoresCase = false

  static let digits = ScalarSet(ranges: [0x30...0x39])
  static let words = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let blanks = ScalarSet(ranges: [0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
  static let all: ClosedRange<UInt32> = 0...0x10FFFF

  var inverted: ScalarSet {
    ScalarSet(ranges: ranges, isInverted: !isInverted, ignoresCase: ignoresCase)
  }

  /// The ranges themselves, an inversion done.
  var plainRanges: [ClosedRange<UInt32>] {
    guard isInverted else { return ranges }
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound &+ 1)
    }
    if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
    return gaps
  }

  func contains(_ value: UInt32) -> Bool {
    var isThere = has(value)
    if !isThere, ignoresCase, let scalar = Unicode.Scalar(value) {
      let forms = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping]
      isThere = forms.contains { form in
        form.unicodeScalars.count == 1 && form.unicodeScalars.allSatisfy { has($0.value) }
      }
    }
    return isThere != isInverted
  }

  private func has(_ value: UInt32) -> Bool { ranges.contains { $0.contains(value) } }
}
