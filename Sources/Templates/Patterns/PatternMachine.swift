/// Runs a program over a text, all alternatives at once: no pattern takes exponential time.
struct PatternMachine {
  private struct Thread {
    var step: Int
    var marks: [Int]
  }

  private let program: PatternProgram
  let scalars: [Unicode.Scalar]
  private var visited: [Int]
  private var generation = 0

  init(_ program: PatternProgram, _ text: String) throws(FunctionFault) {
    self.program = program
    scalars = Array(text.unicodeScalars)
    visited = Array(repeating: -1, count: program.steps.count)
    let (cost, overflow) = scalars.count.multipliedReportingOverflow(by: program.steps.count)
    guard !overflow, cost <= PatternMachine.costLimit else {
      throw FunctionFault("the text is too long for this pattern")
    }
  }

  /// Places times steps: of a text, and of all searches in it.
  private static let costLimit = 50_000_000

  /// What a search costs at most.
  var cost: Int { (scalars.count + 1) * program.steps.count }

  /// The marks of the leftmost match from a place on: for each group, start and end, or -1.
  mutating func match(from start: Int) -> [Int]? {
    var threads: [Thread] = []
    var found: [Int]?
    var place = start
    while place <= scalars.count {
      generation += 1
      var current: [Thread] = []
      for thread in threads { follow(thread, at: place, into: &current) }
      if found == nil {
        let marks = Array(repeating: -1, count: 2 * program.groups)
        follow(Thread(step: 0, marks: marks), at: place, into: &current)
      }
      threads = advance(current, at: place, &found)
      if threads.isEmpty, found != nil { break }
      place += 1
    }
    return found
  }

  /// What survives the next character. A thread that is done beats those behind it.
  private func advance(_ threads: [Thread], at place: Int, _ found: inout [Int]?) -> [Thread] {
    var next: [Thread] = []
    for thread in threads {
      switch program.steps[thread.step] {
      case .match:
        found = thread.marks
        return next
      case .scalars(let set) where place < scalars.count && set.contains(scalars[place].value):
        next.append(Thread(step: thread.step + 1, marks: thread.marks))
      default: break
      }
    }
    return next
  }

  /// Goes on without taking a character, in the order of preference.
  private mutating func follow(_ thread: Thread, at place: Int, into list: inout [Thread]) {
    var pending = [thread]
    while var thread = pending.popLast() {
      guard visited[thread.step] != generation else { continue }
      visited[thread.step] = generation
      switch program.steps[thread.step] {
      case .jump(let target):
        thread.step = target
        pending.append(thread)
      case .fork(let first, let second):
        pending.append(Thread(step: second, marks: thread.marks))
        pending.append(Thread(step: first, marks: thread.marks))
      case .mark(let index):
        if thread.marks.indices.contains(index) { thread.marks[index] = place }
        thread.step += 1
        pending.append(thread)
      case .assertion(let kind):
        guard holds(kind, at: place) else { continue }
        thread.step += 1
        pending.append(thread)
      case .scalars, .match: list.append(thread)
      }
    }
  }

  private func holds(_ kind: PatternAssertion, at place: Int) -> Bool {
    switch kind {
    case .textStart: place == 0
    case .textEnd: place == scalars.count
    case .lineStart: place == 0 || scalars[place - 1] == "\n"
    case .lineEnd: place == scalars.count || scalars[place] == "\n"
    case .wordBorder: isWord(place - 1) != isWord(place)
    case .noWordBorder: isWord(place - 1) == isWord(place)
    }
  }

  private func isWord(_ place: Int) -> Bool {
    scalars.indices.contains(place) && ScalarSet.words.contains(scalars[place].value)
  }

  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  /// All matches that do not overlap, as many as are wanted; an empty one right behind another does
  /// not count, as in Go.
  mutating func matches(most: Int, _ rendering: Rendering) throws(FunctionFault) -> [[Int]] {
    var matches: [[Int]] = []
    var place = 0
    var end = -1
    var charged = generation
    while matches.count < most, place <= scalars.count, let marks = match(from: place) {
      // Each match may have looked at all of the rest.
      try rendering.charge(work: ((generation - charged) * program.steps.count) >> 2)
      charged = generation
      if marks[1] > marks[0] || marks[0] != end { matches.append(marks) }
      end = marks[1]
      place = marks[1] > marks[0] ? marks[1] : marks[1] + 1
      guard matches.count <= 100_000 else { throw FunctionFault("more than 100000 matches") }
    }
    return matches
  }
}
