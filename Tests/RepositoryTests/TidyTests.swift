import Testing

@Suite("The shape of the code")
struct TidyTests {
  static let longestLine = 100
  static let longestFunction = 70
  static let longestFile = 400
  static let wantedFile = 200

  static let sources = (try? Repository.swiftFiles(in: "Sources")) ?? []
  static let everything =
    sources + ((try? Repository.swiftFiles(in: "Tests")) ?? [])
    + ((try? Repository.swiftFiles(in: "Examples")) ?? [])

  @Test("No line is longer than 100 columns")
  func lines() {
    for file in Self.everything {
      for (number, line) in zip(1..., file.lines)
      where line.utf8.count > Self.longestLine && line.count > Self.longestLine {
        Issue.record("\(file.path):\(number): \(line.count) columns")
      }
    }
  }

  @Test("No function is longer than 70 lines")
  func functions() {
    let all = Self.everything.map { ($0, FunctionLength.all(in: $0)) }
    #expect(all.contains { !$0.1.isEmpty })
    for (file, functions) in all {
      for function in functions where function.length > Self.longestFunction {
        Issue.record("\(file.path):\(function.line): \(function.name) is \(function.length) lines")
      }
    }
  }

  @Test("No file is longer than 400 lines; those above 200 are listed")
  func files() {
    for file in Self.everything.sorted(by: { $0.length > $1.length }) {
      #expect(file.length <= Self.longestFile, "\(file.path) has \(file.length) lines")
      if file.length > Self.wantedFile { print("long: \(file.path) \(file.length)") }
    }
  }

  @Test("No type or file of the sources is called Manager, Helper, Util or Base")
  func names() {
    let declaration = /\b(struct|class|enum|protocol|actor)\s+\w*(Manager|Helper|Utils?|Base)\b/
    let fileName = /(Manager|Helper|Utils?|Base)s?(\+\w+)?\.swift$/
    for file in Self.sources {
      for place in file.places(of: declaration) { Issue.record("\(place)") }
      #expect(!file.path.contains(fileName), "\(file.path)")
    }
  }

  @Test("Sources hold nothing that is banned", arguments: Ban.all)
  func bans(ban: Ban) throws {
    for file in Self.sources where !ban.exempt.contains(where: { file.path.hasPrefix($0) }) {
      for place in file.places(of: try ban.pattern) { Issue.record("\(place)\n\(ban.reason)") }
    }
  }

  @Test("No file holds a leftover marker")
  func markers() {
    let marker = "FIX" + "ME|TO" + "DO|XX" + "X"
    guard let pattern = try? Regex("\\b(\(marker))\\b") else { return }
    for file in Self.everything {
      for (number, line) in zip(1..., file.lines) where line.contains(pattern) {
        Issue.record("\(file.path):\(number): \(line)")
      }
    }
  }
}
