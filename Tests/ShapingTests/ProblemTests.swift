import Testing

@testable import Shaping

@Suite struct ProblemTests {
  func problems(_ plan: ShapingPlan) -> [ShapingProblem] {
    var problems: [ShapingProblem] = []
    _ = ShapingProgram(plan, noting: &problems)
    return problems
  }

  @Test("A plan that does what it says has no problems")
  func none() {
    #expect(problems(ShapingPlan()).isEmpty)
    #expect(problems(ShapingPlan(allow: ["a"], mapping: [.init("a", to: "b")])).isEmpty)
    #expect(
      problems(ShapingPlan(flatmap: ["move a b", "del c", "append d e"].map(operation))).isEmpty)
  }

  @Test("FMT-2: deny beside allow is reported")
  func denyBesideAllow() {
    #expect(problems(ShapingPlan(allow: ["a"], deny: ["b"])) == [.init(.deny, .ignoredBesideAllow)])
  }

  @Test("FMT-6: a new name with a dot and a rename to the same name are reported")
  func mapping() {
    let plan = ShapingPlan(mapping: [
      .init("a", to: "b.c"), .init("d", to: "d"), .init("e", to: "e.f"),
    ])
    #expect(
      problems(plan) == [
        .init(.rename(0), .tailIgnored), .init(.rename(1), .renamedToItself),
        .init(.rename(2), .tailIgnored), .init(.rename(2), .renamedToItself),
      ])
  }

  @Test("§3.4: filters beside flatmap operations are reported")
  func besideFlatmap() {
    let plan = ShapingPlan(
      allow: ["a"], deny: ["b"], mapping: [.init("c", to: "d")],
      flatmap: ["explode a", "del", "move a b c"].map(operation))
    #expect(
      problems(plan) == [
        .init(.allow, .ignoredBesideFlatmap), .init(.deny, .ignoredBesideFlatmap),
        .init(.mapping, .ignoredBesideFlatmap), .init(.operation(0), .unknownOperation),
        .init(.operation(1), .nothingToDelete), .init(.operation(2), .extraArgument),
      ])
    #expect(problems(plan).allSatisfy { !$0.isFatal && !$0.message.isEmpty })
  }
}
