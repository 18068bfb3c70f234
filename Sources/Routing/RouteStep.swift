import Bytes

/// One segment of a compiled pattern: what a search follows and what a match reads values from.
enum RouteStep: Sendable {
  case text([UInt8])
  case template(SegmentTemplate)
  case placeholder
  case tail

  /// The steps of a pattern.
  static func steps(of pattern: RoutePattern) -> [RouteStep] {
    var steps = pattern.segments.map(RouteStep.init)
    if pattern.hasTail { steps.append(.tail) }
    return steps
  }

  private init(_ segment: RoutePattern.Segment) {
    if segment.isEmpty {
      self = .text([])
    } else if segment.count == 1, case .text(let text) = segment[0] {
      self = .text(text)
    } else if segment.count == 1 {
      self = .placeholder
    } else {
      self = .template(SegmentTemplate(segment))
    }
  }

  /// The same step in lower case.
  var folded: RouteStep {
    switch self {
    case .text(let text): .text(CaseFolding.fold(text))
    case .template(let template): .template(template.folded)
    case .placeholder, .tail: self
    }
  }
}

/// The steps of one route, and whether there is anything to read.
struct RouteSteps: Sendable {
  let steps: [RouteStep]
  let parameterCount: Int

  /// Where the values lie in a path that the steps match.
  func capture(_ path: Span<UInt8>) -> [Range<Int>] {
    guard parameterCount > 0 else { return [] }
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(parameterCount)
    var start = 1
    for step in steps {
      guard start <= path.count else { break }
      let end = path.firstIndex(of: ASCII.slash, from: start) ?? path.count
      switch step {
      case .text, .tail: break
      case .placeholder: ranges.append(start..<end)
      case .template(let template): _ = template.capture(path, start..<end, into: &ranges)
      }
      start = end + 1
    }
    return ranges
  }

  /// The path as the configuration writes it, with the values that `capture` found in `path`. The
  /// steps are those of the right spelling, `path` may differ in case.
  func render(_ path: Span<UInt8>, folded: RouteSteps) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(path.count)
    var start = 1
    for (index, step) in steps.enumerated() {
      let end = path.firstIndex(of: ASCII.slash, from: start) ?? path.count
      output.append(ASCII.slash)
      switch step {
      case .text(let text): output.append(contentsOf: text)
      case .placeholder: output.append(path, start..<end)
      case .tail: output.append(path, start..<path.count)
      case .template(let template):
        template.render(path, folded.values(of: index, path, start..<end)[...], to: &output)
      }
      start = end + 1
    }
    return output
  }

  private func values(
    of step: Int, _ path: Span<UInt8>, _ segment: Range<Int>
  ) -> [Range<Int>] {
    guard case .template(let template) = steps[step] else { return [] }
    var ranges: [Range<Int>] = []
    let lower = CaseFolding.fold(path.array())
    return template.capture(lower.span, segment, into: &ranges) ? ranges : []
  }
}
