import Configuration
import Testing

@Suite("Files and formats")
struct FileAndFormatTests {
  typealias Format = ConfigurationReader.Format

  @Test(
    "CFG-1: the ending of the file's name decides, and all that is not YAML or TOML is JSON",
    arguments: [
      ("krakend.json", Format.json), ("a.b/krakend.yml", .yaml), ("krakend.yaml", .yaml),
      ("krakend.toml", .toml), ("krakend", .json), ("krakend.tmpl", .json), ("yaml", .json),
      ("x.yaml/krakend", .json), ("", .json),
    ])
  func ending(name: String, format: Format) {
    #expect(Format(fileName: name) == format)
  }

  @Test("CFG-1: TOML is refused with a word about it")
  func toml() {
    let reading = Reading("version = 3", .toml)
    #expect(reading.configuration == nil)
    #expect(
      reading.diagnostics.map(\.fileAndReason) == [
        "'krakend.json': TOML is not supported yet; write JSON or YAML"
      ])
  }

  @Test(
    "CFG-2: what is not an object stops the start, with file and reason",
    arguments: [
      ("", "'krakend.json': the file is empty"),
      (" \n", "'krakend.json': the file is empty"),
      ("[1]", "'krakend.json': the file must hold an object, not a list"),
      ("\"a\"", "'krakend.json': the file must hold an object, not a string"),
      ("null", "'krakend.json': the file must hold an object, not null"),
      ("{} x", "'krakend.json': nothing may follow the closing '}' of the file"),
      (
        "{\"a\": [1",
        "'krakend.json': the file ends, but the list that begins on line 1, column 7 is not closed"
      ),
    ])
  func notAnObject(text: String, reason: String) {
    let reading = Reading(text)
    #expect(reading.configuration == nil)
    #expect(reading.diagnostics.map(\.fileAndReason) == [reason])
  }

  @Test("CFG-2: a file that cannot be opened stops the start, with file and reason")
  func missingFile() {
    let (configuration, diagnostics) = ConfigurationReader.read(file: "/nowhere/krakend.json")
    #expect(configuration == nil)
    #expect(
      diagnostics.map(\.text) == [
        "/nowhere/krakend.json: error: the file cannot be opened: No such file or directory"
      ])
    #expect(
      ConfigurationReader.read(file: "/tmp").diagnostics.map(\.message) == [
        "the file cannot be read: Is a directory"
      ])
  }

  @Test("a file is read as its name says")
  func fixtures() throws {
    let json = ConfigurationReader.read(file: SharedFiles.fixturePath("everything.json"))
    let yaml = ConfigurationReader.read(file: SharedFiles.fixturePath("everything.yaml"))
    #expect(json.diagnostics.filter { $0.severity == .error } == [])
    #expect(json.configuration != nil)
    #expect(yaml.configuration != nil)
  }

  @Test("a file of more than 16 MiB is not read")
  func tooLarge() {
    let text = [UInt8](repeating: 0x20, count: (16 << 20) + 1)
    let (configuration, diagnostics) = ConfigurationReader.read(text: text, name: "a.json")
    #expect(configuration == nil)
    #expect(diagnostics.map(\.message) == ["the file is larger than 16 MiB"])
  }
}
