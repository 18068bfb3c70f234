import Testing

@Suite("What the tidy tests see of a file")
struct CodeTextTests {
  @Test(
    "Comments and literals are left out",
    arguments: [
      ("let a = 1 // print(", "let a = 1 "),
      ("a /* b /* c */ d */ e", "a  e"),
      ("let s = \"try! x\"", "let s = \"\""),
      ("let s = \"a\\\"b\" + c", "let s = \"\" + c"),
      ("let s = \"a \\(f(\"x\")) b\" + c", "let s = \"\" + c"),
      ("let s = #\"a\"b\\\"# + c", "let s = \"\" + c"),
      ("\"\"\"\n  try!\n  \"\"\" + c", "\n\n\"\" + c"),
    ])
  func literals(text: String, code: String) {
    #expect(CodeText(of: text).text == code)
  }

  @Test("A function is measured from its declaration to its closing brace")
  func lengths() {
    let file = SourceFile(
      path: "Sources/X/Y.swift",
      text: """
        func short() {}
        func noBody()
        public init(
          a: Int
        ) {
          if a { b() }
        }
        func long(
          _ body: () -> Void = {}
        )
          throws
        {
          body()
        }
        var computed: Int {
          1
        }
        """)
    let found = FunctionLength.all(in: file)
    #expect(found.map(\.name) == ["short", "init", "long", "computed"])
    #expect(found.map(\.length) == [1, 5, 7, 3])
  }

  @Test("A ban finds what it bans and nothing else")
  func bans() throws {
    let file = SourceFile(
      path: "Sources/X/Y.swift",
      text: """
        Task { }
        Task(priority: .high) { }
        Task(executorPreference: loop) { }
        let a = b!
        let c = d != e && !f
        let g = "h!"
        try! i()
        x as! Y
        """)
    let found = try Ban.all.map { (name: $0.name, count: file.places(of: try $0.pattern).count) }
    #expect(
      found.filter { $0.count > 0 }.map(\.name) == ["Task { }", "try!", "as!", "force unwrap"])
    let total = found.map(\.count).reduce(0, +)
    #expect(total == 7)
  }
}
