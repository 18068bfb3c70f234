import Foundation
import Testing

@Suite("Loading and checking with the program", .enabled(if: Workshop.has()))
struct LoadingTests {
  private let folder: URL

  init() throws { folder = try Workshop.makeFolder() }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = folder.appending(path: name)
    try Data(text.utf8).write(to: path)
    return path.path
  }

  private func dragoman(
    _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String, errors: String) {
    let program = try Program(
      try #require(Workshop.binary), arguments, in: folder, environment: environment)
    let status = program.end()
    return (status, program.output, program.errors)
  }

  private static let good = """
    {"version": 3, "name": "shop", "endpoints": [{"endpoint": "/a", "timeout": "1500ms",
      "backend": [{"url_pattern": "/b", "host": ["http://127.0.0.1:11"], "allow": ["x"]}]}]}
    """

  @Test("CFG-12, CLI-2: check renders a template and says Syntax OK!")
  func checkTemplate() throws {
    let path = try file("k.tmpl", #"{"version": {{ add 2 1 }}, "endpoints": []}"#)
    let checked = try dragoman(["check", "-c", path], ["FC_ENABLE": "1"])
    #expect(checked.status == 0)
    #expect(checked.output.hasSuffix("Syntax OK!\n"))
    #expect(try dragoman(["check", "-c", path]).status == 1)
  }

  @Test("CFG-14: run refuses a template with a mistake, with 255 and its place")
  func runTemplateMistake() throws {
    let path = try file("k.tmpl", "{\n {{ nope }} }")
    let run = try dragoman(["run", "-c", path], ["FC_ENABLE": "1"])
    #expect(run.status == 255)
    #expect(run.errors.contains("k.tmpl:2:5: error: template: there is no function 'nope'"))
  }

  @Test("CFG-10, CLI-2: a variable of the environment reaches the dump")
  func overrideInDump() throws {
    let path = try file("k.json", Self.good)
    let checked = try dragoman(["check", "-d", "-c", path], ["KRAKEND_PORT": "1234"])
    #expect(checked.status == 0)
    #expect(checked.output.contains("\tPort: 1234\n"))
  }

  @Test("CLI-2: each level of -d tells more, and validate is check")
  func dumpLevels() throws {
    let path = try file("k.json", Self.good)
    let sizes = try ["-d", "-dd", "-ddd"].map { level in
      let checked = try dragoman(["validate", level, "-c", path])
      #expect(checked.status == 0)
      #expect(checked.output.contains("\tName: shop\n"))
      #expect(checked.output.contains("\t- GET /a\n"))
      #expect(checked.output.contains("Timeout: 1500ms\n"))
      #expect(checked.output.contains("\t\tHosts: [http://127.0.0.1:11]\n"))
      #expect(checked.output.hasSuffix("Syntax OK!\n"))
      return checked.output.count
    }
    let deep = try dragoman(["check", "-ddd", "-c", path]).output
    #expect(deep.contains("\tDebug endpoint enabled: false\n"))
    #expect(sizes == sizes.sorted() && Set(sizes).count == 3)
  }

  @Test("CLI-2: -l and -n make errors of unknown and unsupported keys", arguments: ["-l", "-n"])
  func lint(flag: String) throws {
    let path = try file("k.json", Self.good.replacing("\"allow\"", with: "\"alow\""))
    #expect(try dragoman(["check", "-c", path]).status == 0)
    let linted = try dragoman(["check", flag, "-c", path])
    #expect(linted.status == 1)
    #expect(linted.errors.contains("did you mean \"allow\"?"))
  }

  @Test("CLI-2: a schema of one's own is refused with a word about it")
  func schema() throws {
    let path = try file("k.json", Self.good)
    let checked = try dragoman(["check", "-s", "schema.json", "-c", path])
    #expect(checked.status == 1)
    #expect(checked.errors.contains("cannot be checked against yet"))
  }

  @Test("CLI-2: -t finds an address that is taken")
  func routes() throws {
    let path = try file("k.json", Self.good)
    let free = FreePort.next()
    #expect(try dragoman(["check", "-t", "-p", "\(free)", "-c", path]).status == 0)
    try RunningGateway.with(Self.good) { gateway in
      let checked = try dragoman(["check", "-t", "-p", "\(gateway.port)", "-c", path])
      #expect(checked.status == 1)
      #expect(checked.errors.contains("ERROR testing the configuration file:"))
    }
  }

  @Test("CLI-3: audit prints rule, severity and message, and exits with 1")
  func audit() throws {
    let path = try file("k.json", Self.good)
    let audited = try dragoman(["audit", "-c", path])
    #expect(audited.status == 1)
    let lines = audited.errors.split(separator: "\n")
    #expect(lines.count == 12)
    #expect(lines.first?.hasPrefix("1.2.1\t[HIGH]\t") == true)
  }

  @Test("CLI-3: rules and severities can be left out, and with nothing to tell it exits with 0")
  func auditFilters() throws {
    let path = try file("k.json", Self.good)
    let high = try dragoman(["audit", "-c", path, "-s", "HIGH", "-i", "1.2.1, 2.1.2"])
    #expect(high.errors.split(separator: "\n").allSatisfy { $0.contains("[HIGH]") })
    #expect(!high.errors.contains("2.1.2"))
    #expect(high.errors.contains("2.1.7"))
    let ignored = try file("ignored", "2.1.7\n2.2.2 \n\n3.1.2\n3.1.3\n")
    let none = try dragoman(
      ["audit", "-c", path, "--severity=HIGH", "-i", "1.2.1,2.1.2", "-I", ignored])
    #expect(none.status == 0)
    #expect(none.errors == "")
    #expect(try dragoman(["audit", "-c", path, "-I", "absent"]).status == 1)
  }

  @Test("CLI-3: -f is a template over the recommendations")
  func auditFormat() throws {
    let path = try file("k.json", Self.good)
    let listed = try dragoman(
      ["audit", "-c", path, "-f", "{{ range .Recommendations }}{{ .Rule }} {{ end }}"])
    #expect(listed.errors.hasPrefix("1.2.1 2.1.2 "))
    let json = try dragoman(["audit", "-c", path, "-f", "{{ marshal . }}"]).errors
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let first = (value?["recommendations"] as? [[String: String]])?.first
    #expect(first?["rule"] == "1.2.1")
    #expect(first?["severity"] == "HIGH")
    let broken = try dragoman(["audit", "-c", path, "-f", "{{ nope }}"])
    #expect(broken.status == 1)
    #expect(broken.errors.contains("-f:1:4"))
  }

  @Test("CLI-3: a broken configuration is no audit; what is not supported yet is audited")
  func auditReads() throws {
    let broken = try dragoman(["audit", "-c", try file("b.json", "{")])
    #expect(broken.status == 1)
    #expect(broken.errors.contains("ERROR parsing the configuration file:"))
    let guarded = Self.good.replacing(
      "\"version\": 3", with: "\"version\": 3, \"extra_config\": {\"security/cors\": {}}")
    let audited = try dragoman(["audit", "-c", try file("g.json", guarded)])
    #expect(audited.errors.contains("2.1.7"))
    #expect(!audited.errors.contains("2.2.2"))
  }
}
