import Configuration
import Dragoman
import Shaping
import Testing

@Suite("Merge policies by name")
struct MergePolicyNameTests {
  private struct Own: MergePolicy {
    func outcome(of collision: MergeCollision) -> MergeOutcome { .earlier }
  }

  private func compile(
    _ name: String, _ policies: [String: any MergePolicy] = [:], backend: String = "{}"
  ) throws -> [Diagnostic] {
    let text = """
      {"version": 3, "endpoints": [{
        "endpoint": "/a", "extra_config": {"dragoman/endpoint": {"merge": "\(name)"}},
        "backend": [
          {"host": "b", "url_pattern": "/"}, {"host": "b", "url_pattern": "/", \(backend)}]
      }]}
      """
    let (configuration, _) = ConfigurationReader.read(text: text, name: "k.json", format: .json)
    var extensions = Extensions()
    for (name, policy) in policies { extensions.addMergePolicy(name, policy) }
    return PlanCompiler.compile(try #require(configuration), extensions).diagnostics
  }

  @Test(
    "POL-1: the names of the policies",
    arguments: ["arrival", "last", "first", "deep", "append", "error"])
  func names(name: String) throws {
    #expect(try compile(name, backend: #""group": "g""#) == [])
  }

  @Test("a name that nobody knows stops the start, with its place and what to write")
  func unknown() throws {
    let found = try compile("depp", backend: #""group": "g""#)
    #expect(found.map(\.message) == ["unknown merge policy \"depp\""])
    #expect(found.first?.suggestion == "did you mean \"deep\"?")
    #expect(found.first?.location.line == 2)
    #expect(found.first?.location.pointer == "/endpoints/0/extra_config/dragoman~1endpoint/merge")
  }

  @Test("a program may bring policies of its own")
  func ownPolicy() throws {
    #expect(try compile("mine", ["mine": Own()], backend: #""group": "g""#) == [])
  }

  @Test("ITM-5: a path through items where there can be none stops the start, at its place")
  func itemPaths() throws {
    let target = try compile("last", backend: #""target": "a[]""#)
    #expect(target.map(\.location.pointer) == ["/endpoints/0/backend/1/target"])
    let mapping = try compile("last", backend: #""mapping": {"a[]": "b"}"#)
    #expect(mapping.map(\.location.pointer) == ["/endpoints/0/backend/1/mapping/a[]"])
    #expect((target + mapping).allSatisfy { $0.severity == .error })
  }
}
