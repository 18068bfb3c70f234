import Foundation
import Testing

@Suite("Rules of behaviour and the tests that name them")
struct RuleCoverageTests {
  @Test("Every rule in scope is named by a test")
  func everyRuleIsNamed() throws {
    let named = try Repository.testNames().reduce(into: Set<String>()) {
      $0.formUnion(RuleScope.ids(in: $1))
    }
    let missing = RuleScope.inScope.filter { !named.contains($0) }
    print("rules in scope: \(RuleScope.inScope.count), without a test: \(missing.count)")
    if !missing.isEmpty { print("no test names: \(missing.joined(separator: ", "))") }
    #expect(missing == [])
  }

  @Test("No test names a rule that the scope does not know")
  func everyNameIsARule() throws {
    let known = Set(RuleScope.inScope)
    for name in try Repository.testNames() {
      for id in RuleScope.ids(in: name) where !known.contains(id) {
        let prefix = String(id.prefix { $0 != "-" })
        #expect(RuleScope.excluded[prefix] != nil, "\(id) in \"\(name)\" is no rule")
      }
    }
  }

  @Test("Every rule of the reference is in scope or left out with a reason")
  func scopeIsComplete() throws {
    guard let shared = Repository.shared else {
      print("skipped: the reference is not beside this repository")
      return
    }
    let file = shared.appending(path: "reference/behaviour.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let known = Set(RuleScope.inScope)
    let ids = text.matches(of: /\*\*([A-Z]{2,4}-D?\d+)\*\*/).map { String($0.output.1) }
    #expect(ids.count > 150)
    for id in Set(ids) where !known.contains(id) {
      let prefix = String(id.prefix { $0 != "-" })
      #expect(RuleScope.excluded[prefix] != nil, "\(id) is neither in scope nor left out")
    }
    for id in known.subtracting(RuleScope.own) where !id.hasPrefix("§") {
      #expect(ids.contains(id), "\(id) is in scope and no rule")
    }
  }

  @Test(
    "Ids are read from the head of a name",
    arguments: [
      ("FMT-3: allow keeps a listed array whole", ["FMT-3"]),
      ("FMT-3, FMT-4: the later entry decides", ["FMT-3", "FMT-4"]),
      ("GRPC-D8, GRPC-2: no-op is refused", ["GRPC-D8", "GRPC-2"]),
      ("URL-5 / §17: only the path is escaped", ["URL-5"]),
      ("§9 big integer: all digits survive", ["§9 big integer"]),
      ("the base of UTF-8 is bytes", []),
      ("mentions FMT-3 without a head", []),
    ])
  func idForms(name: String, ids: [String]) {
    #expect(RuleScope.ids(in: name) == Set(ids))
  }
}
