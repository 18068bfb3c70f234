import Document
import Testing

@testable import Shaping

@Suite("Merging by a declared policy")
struct MergePolicyTests {
  private func merged(_ policy: any MergePolicy, _ parts: String...) throws -> String {
    var run = MergeRun(policy)
    for (number, part) in parts.enumerated() { try run.add(try tree(part), number: number) }
    return run.tree.text()
  }

  @Test("POL-1: last, first and deep decide as they are called, member by member")
  func winners() throws {
    let (one, two) = (#"{"a":1,"o":{"x":1,"y":{"p":1}}}"#, #"{"o":{"y":{"q":2},"x":2},"b":2}"#)
    #expect(try merged(LastWins(), one, two) == #"{"a":1,"o":{"y":{"q":2},"x":2},"b":2}"#)
    #expect(try merged(FirstWins(), one, two) == #"{"a":1,"o":{"x":1,"y":{"p":1}},"b":2}"#)
    #expect(try merged(DeepMerge(), one, two) == #"{"a":1,"o":{"x":2,"y":{"p":1,"q":2}},"b":2}"#)
  }

  @Test(
    "POL-2: append makes one array of two, of an item and an array, and nothing of null",
    arguments: [
      ("[1,2]", "[3]", "[1,2,3]"), ("[1]", "2", "[1,2]"), ("{\"x\":1}", "[2]", "[{\"x\":1},2]"),
      ("null", "[1]", "[1]"), ("[1]", "null", "[1]"), ("[]", "[]", "[]"), ("1", "2", "2"),
      ("[]", "[1]", "[1]"), ("[[1]]", "[[2]]", "[[1],[2]]"),
      ("{\"a\":[1]}", "{\"a\":[2],\"b\":1}", "{\"a\":[1,2],\"b\":1}"),
    ])
  func append(one: String, two: String, both: String) throws {
    #expect(try merged(AppendItems(), "{\"k\":\(one)}", "{\"k\":\(two)}") == "{\"k\":\(both)}")
  }

  @Test("POL-3: error names the member and the two parts")
  func refused() throws {
    #expect(throws: ShapingFailure.collision(member: "b", 0, 2)) {
      _ = try merged(RefuseCollisions(), #"{"a":1,"b":1}"#, #"{"c":1}"#, #"{"b":1}"#)
    }
    #expect(try merged(RefuseCollisions(), #"{"a":1}"#, "{}", #"{"b":1}"#) == #"{"a":1,"b":1}"#)
  }

  /// Deep, but no two leaves may meet.
  private struct NoLeaves: MergePolicy {
    func outcome(of collision: MergeCollision) -> MergeOutcome {
      collision.areObjects ? .members : .failure
    }
  }

  @Test("POL-3: a policy of one's own decides, and a failure names the whole path")
  func ownPolicy() throws {
    #expect(
      try merged(NoLeaves(), #"{"u":{"a":1}}"#, #"{"u":{"b":{"c":2}}}"#)
        == #"{"u":{"a":1,"b":{"c":2}}}"#)
    #expect(throws: ShapingFailure.collision(member: "u.b.c", 1, 2)) {
      _ = try merged(
        NoLeaves(), #"{"u":{"a":1}}"#, #"{"u":{"b":{"c":2}}}"#, #"{"u":{"b":{"c":[]}}}"#)
    }
  }

  @Test("POL-1: null parts and empty ones add nothing; names are compared decoded")
  func edges() throws {
    #expect(try merged(DeepMerge(), "null", #"{"a":1}"#, "null", "{}") == #"{"a":1}"#)
    #expect(try merged(FirstWins(), #"{"a":1}"#, #"{"\u0061":2}"#) == #"{"a":1}"#)
    #expect(try merged(LastWins(), "null", "null") == "null")
  }

  @Test("POL-1: wide and deep objects merge without comparing all with all")
  func hostile() throws {
    func wide(_ value: Int) -> String {
      "{" + (0..<20_000).map { "\"member\($0)\":\(value)" }.joined(separator: ",") + "}"
    }
    #expect(try merged(LastWins(), wide(1), wide(2)) == wide(2))
    func deep(_ leaf: String) -> String {
      String(repeating: "{\"a\":", count: 50) + leaf + String(repeating: "}", count: 50)
    }
    #expect(
      try merged(DeepMerge(), deep("{\"x\":1}"), deep("{\"y\":2}")) == deep(#"{"x":1,"y":2}"#))
  }

  @Test("POL-1: what was shaped before is merged as it was shaped")
  func shapedParts() throws {
    var run = MergeRun(AppendItems())
    let plan = ShapingPlan(mapping: [.init("n", to: "m")], group: "g")
    try run.add(try tree(#"{"n":[1],"x":1}"#, plan), number: 0)
    try run.add(try tree(#"{"n":[2]}"#, plan), number: 1)
    #expect(run.tree.text() == #"{"g":{"m":[1,2],"x":1}}"#)
  }
}
