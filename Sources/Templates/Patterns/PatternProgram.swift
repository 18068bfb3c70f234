/// A regular expression as steps for a machine that runs in time linear in the text.
struct PatternProgram {
  enum Step {
    case scalars(ScalarSet)
    case assertion(PatternAssertion)
    /// Goes on at both, the first preferred.
    case fork(Int, Int)
    case jump(Int)
    /// Notes the place.
    case mark(Int)
    case match
  }

  private(set) var steps: [Step] = []
  let groups: Int
  let names: [String: Int]

  /// More steps are refused, so that a short pattern cannot become a long program.
  private static let limit = 5_000
  /// How many parts of the pattern were gone through: repetitions of repetitions of nothing make no
  /// step, and go on for long all the same.
  private var visits = 0

  init(_ text: String) throws(FunctionFault) {
    let (node, groups, names) = try PatternParser.parse(text)
    (self.groups, self.names) = (groups, names)
    try emit(.group(node, index: 0))
    steps.append(.match)
  }

  private mutating func add(_ step: Step) throws(FunctionFault) {
    guard steps.count < PatternProgram.limit else {
      throw FunctionFault("the pattern is too large")
    }
    steps.append(step)
  }

  private mutating func emit(_ node: PatternNode) throws(FunctionFault) {
    visits += 1
    guard visits <= 4 * PatternProgram.limit else {
      throw FunctionFault("the pattern is too large")
    }
    switch node {
    case .empty: break
    case .scalars(let set): try add(.scalars(set))
    case .assertion(let kind): try add(.assertion(kind))
    case .sequence(let parts): for part in parts { try emit(part) }
    case .choice(let branches): try emit(branches[...])
    case .group(let inner, let index):
      try add(.mark(2 * index))
      try emit(inner)
      try add(.mark(2 * index + 1))
    case .repetition(let inner, let least, let most, let isGreedy):
      for _ in 0..<least { try emit(inner) }
      if let most {
        try emitOptional(inner, most - least, isGreedy)
      } else {
        let start = steps.count
        try add(.jump(0))
        try emit(inner)
        try add(.jump(start))
        steps[start] = fork(start + 1, steps.count, isGreedy)
      }
    }
  }

  private func fork(_ inner: Int, _ outer: Int, _ isGreedy: Bool) -> Step {
    isGreedy ? .fork(inner, outer) : .fork(outer, inner)
  }

  private mutating func emitOptional(
    _ inner: PatternNode, _ count: Int, _ isGreedy: Bool
  ) throws(FunctionFault) {
    var forks: [Int] = []
    for _ in 0..<max(count, 0) {
      forks.append(steps.count)
      try add(.jump(0))
      try emit(inner)
    }
    for place in forks { steps[place] = fork(place + 1, steps.count, isGreedy) }
  }

  private mutating func emit(_ branches: ArraySlice<PatternNode>) throws(FunctionFault) {
    var ends: [Int] = []
    for (index, branch) in branches.enumerated() {
      guard index < branches.count - 1 else {
        try emit(branch)
        break
      }
      let start = steps.count
      try add(.jump(0))
      try emit(branch)
      ends.append(steps.count)
      try add(.jump(0))
      steps[start] = .fork(start + 1, steps.count)
    }
    for end in ends { steps[end] = .jump(steps.count) }
  }
}
