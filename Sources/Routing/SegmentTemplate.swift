import Bytes

/// A segment of texts and placeholders in turn, such as `file.{ext}`: a text at the front and one
/// at the end (either may be empty), and non-empty texts between placeholders. Each placeholder
/// takes at least one byte, and as few as it can.
struct SegmentTemplate: Sendable, Hashable {
  private(set) var prefix: [UInt8] = []
  private(set) var middles: [[UInt8]] = []
  private(set) var suffix: [UInt8] = []

  init(_ pieces: RoutePattern.Segment) {
    for (index, piece) in pieces.enumerated() {
      guard case .text(let text) = piece else { continue }
      if index == 0 {
        prefix = text
      } else if index == pieces.count - 1 {
        suffix = text
      } else {
        middles.append(text)
      }
    }
  }

  init(prefix: [UInt8], middles: [[UInt8]], suffix: [UInt8]) {
    self.prefix = prefix
    self.middles = middles
    self.suffix = suffix
  }

  /// How many bytes must be there as written: the template with more of them is tried first.
  var weight: Int { middles.reduce(prefix.count + suffix.count) { $0 + $1.count } }

  /// Appends where each placeholder's value lies; false (with rubbish appended) if the segment does
  /// not fit. Taking the leftmost place for each text is enough to find a fit if there is one.
  func capture(
    _ path: Span<UInt8>, _ segment: Range<Int>, into ranges: inout [Range<Int>]
  ) -> Bool {
    var start = segment.lowerBound + prefix.count
    let end = segment.upperBound - suffix.count
    guard start < end, matches(prefix, path, at: segment.lowerBound), matches(suffix, path, at: end)
    else { return false }
    for text in middles {
      var place = start + 1
      while place + text.count < end, !matches(text, path, at: place) { place += 1 }
      guard place + text.count < end else { return false }
      ranges.append(start..<place)
      start = place + text.count
    }
    ranges.append(start..<end)
    return true
  }

  private func matches(_ text: [UInt8], _ path: Span<UInt8>, at place: Int) -> Bool {
    for index in 0..<text.count where path[place + index] != text[index] { return false }
    return true
  }

  /// Appends the segment with these values.
  func render(
    _ path: Span<UInt8>, _ values: ArraySlice<Range<Int>>, to output: inout [UInt8]
  ) {
    output.append(contentsOf: prefix)
    for (index, value) in values.enumerated() {
      if index > 0 { output.append(contentsOf: middles[index - 1]) }
      output.append(path, value)
    }
    output.append(contentsOf: suffix)
  }

  /// The same template in lower case.
  var folded: SegmentTemplate {
    SegmentTemplate(
      prefix: CaseFolding.fold(prefix), middles: middles.map(CaseFolding.fold),
      suffix: CaseFolding.fold(suffix))
  }
}
