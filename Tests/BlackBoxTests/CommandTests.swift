import Foundation
import Testing

@Suite("The command", .enabled(if: Workshop.has()))
struct CommandTests {
  private let folder: URL

  init() throws { folder = try Workshop.makeFolder() }

  private func dragoman(_ arguments: String...) throws -> (status: Int32, text: String) {
    let program = try Program(try #require(Workshop.binary), arguments)
    let status = program.end()
    return (status, program.output + program.errors)
  }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = folder.appending(path: name)
    try Data(text.utf8).write(to: path)
    return path.path
  }

  private static let good = """
    {"version": 3, "endpoints": [
      {"endpoint": "/a", "backend": [{"url_pattern": "/", "host": ["http://127.0.0.1:11"]}]}]}
    """

  @Test("CLI-1: run without a configuration prints a hint and exits with 0")
  func runWithoutConfiguration() throws {
    let (status, text) = try dragoman("run")
    #expect(status == 0)
    #expect(text.contains("-c"))
  }

  @Test(
    "CLI-1, CFG-2: run with a bad file says so and exits with 255",
    arguments: ["", "[]", "{", "{\"version\": 2}"])
  func runWithBadFile(text: String) throws {
    let path = try file("bad.json", text)
    let (status, output) = try dragoman("run", "-c", path)
    #expect(status == 255)
    #expect(output.contains("ERROR parsing the configuration file"))
    #expect(output.contains("bad.json"))
  }

  @Test("CLI-1: a file that is not there is named")
  func runWithMissingFile() throws {
    let path = folder.appending(path: "absent.json").path
    let (status, output) = try dragoman("run", "-c", path)
    #expect(status == 255)
    #expect(output.contains("absent.json"))
  }

  @Test("CLI-1: -p overrides the port of the configuration", .enabled(if: Workshop.has("curl")))
  func portOption() throws {
    let configuration = Self.good.replacing("\"version\": 3", with: "\"version\": 3, \"port\": 1")
    try RunningGateway.with(configuration) { gateway in
      let answer = try Curl(gateway.url)
      #expect(answer.status == 404)
    }
  }

  @Test("CLI-1: a port that is taken ends the start with a sentence")
  func takenPort() throws {
    try RunningGateway.with(Self.good) { gateway in
      let path = try file("good.json", Self.good)
      let (status, output) = try dragoman("run", "-c", path, "-p", "\(gateway.port)")
      #expect(status != 0)
      #expect(output.contains("\(gateway.port)"))
    }
  }

  @Test("CLI-2: check says Syntax OK! and exits with 0")
  func checkGood() throws {
    let (status, output) = try dragoman("check", "-c", try file("good.json", Self.good))
    #expect(status == 0)
    #expect(output.contains("Syntax OK!"))
  }

  @Test("CLI-2: check exits with 1 and names file, line and column of each mistake")
  func checkBad() throws {
    let path = try file(
      "bad.json",
      """
      {
        "version": 3,
        "timeout": "soon",
        "endpoints": [
          {"endpoint": "/a", "backend": [{"url_pattern": "/{nobody}"}]}
        ]
      }
      """)
    let (status, output) = try dragoman("check", "-c", path)
    #expect(status == 1)
    #expect(output.contains("bad.json:3:14"))
    #expect(output.contains("bad.json:5:"))
    #expect(!output.contains("Syntax OK!"))
  }

  @Test("CLI-2: check --json prints one JSON document")
  func checkAsJSON() throws {
    let path = try file("bad.json", "{\"version\": 3, \"timeout\": \"soon\"}")
    let program = try Program(try #require(Workshop.binary), ["check", "--json", "-c", path])
    #expect(program.end() == 1)
    let value = try JSONSerialization.jsonObject(with: Data(program.output.utf8))
    #expect(value is [String: Any] || value is [Any])
  }

  @Test("version and help answer with 0", arguments: ["version", "help", "--help"])
  func words(word: String) throws {
    let (status, output) = try dragoman(word)
    #expect(status == 0)
    #expect(!output.isEmpty)
  }

  @Test("an unknown word points to help")
  func unknownWord() throws {
    let (status, output) = try dragoman("rnu")
    #expect(status != 0)
    #expect(output.contains("dragoman help"))
  }

  @Test("demo plays live requests and exits with 0")
  func demo() throws {
    let (status, output) = try dragoman("demo")
    #expect(status == 0)
    #expect(output.contains("/dashboard/7"))
    #expect(output.contains("14 of 14"))
  }

  @Test("demo --keep serves until it is interrupted")
  func demoKeeps() throws {
    let port = FreePort.next()
    let arguments = ["demo", "--keep", "-p", "\(port)"]
    let program = try Program(try #require(Workshop.binary), arguments)
    while !program.output.contains("Ctrl-C"), program.isRunning { poll(nil, 0, 5) }
    #expect(FreePort.answers(port))
    program.send(signal: SIGINT)
    #expect(program.end() == 0)
  }

  @Test("demo names the folder that holds no example")
  func demoWithoutExample() throws {
    let (status, output) = try dragoman("demo", folder.path)
    #expect(status == 1)
    #expect(output.contains("expected.json"))
  }
}
