import Configuration
import Foundation
import Testing

@Suite("Flexible configuration")
final class FlexibleConfigurationTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "dragoman-\(UUID())").path

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ name: String, _ text: String) throws {
    let path = URL(filePath: "\(folder)/\(name)")
    try FileManager.default.createDirectory(
      at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: path)
  }

  private func load(
    _ template: String, _ more: [String: String] = [:], enable: String = "1",
    name: String = "krakend.tmpl"
  ) throws -> (configuration: ServiceConfiguration?, lines: [String]) {
    try write(name, template)
    var environment = more.mapValues { $0.replacing("{dir}", with: folder) }
    environment["FC_ENABLE"] = enable
    let (configuration, diagnostics) = ConfigurationReader.read(
      file: "\(folder)/\(name)", options: ReadingOptions(environment: environment))
    return (configuration, diagnostics.map { $0.text.replacing(folder + "/", with: "") })
  }

  private static let service = #"""
    {"version": 3, "name": {{ marshal .site.name }}, "endpoints": [
    {{ range $i, $e := .site.paths }}{{ if $i }},{{ end }}
      {"endpoint": "/{{ $e }}", "backend": [{{ template "backend.tmpl" $e }}]}
    {{ end }}]}
    """#

  private func writeParts() throws {
    try write("settings/site.json", #"{"name": "shop", "paths": ["a", "b"]}"#)
    try write("settings/notes.txt", "not read")
    try write("settings/deeper/more.json", "[broken")
    try write("partials/deny.txt", #""deny": ["x"]"#)
    try write(
      "templates/backend.tmpl",
      #"{"url_pattern": "/{{ . }}", "host": ["http://h"], {{ include "deny.txt" }}}"#)
  }

  private static let folders = [
    "FC_SETTINGS": "{dir}/settings", "FC_PARTIALS": "{dir}/partials",
    "FC_TEMPLATES": "{dir}/templates",
  ]

  @Test("CFG-12: any value of FC_ENABLE switches it on, 0 too; an empty one does not")
  func enabling() throws {
    let text = #"{"version": {{ add 2 1 }}, "endpoints": []}"#
    for value in ["1", "0", "false", "no"] {
      #expect(try load(text, enable: value).configuration != nil)
    }
    #expect(try load(text, enable: "").configuration == nil)
  }

  @Test("CFG-13: settings are variables, templates are called, partials are pasted")
  func parts() throws {
    try writeParts()
    let (configuration, lines) = try load(Self.service, Self.folders)
    #expect(lines == [])
    #expect(configuration?.name == "shop")
    #expect(configuration?.endpoints.map(\.name) == ["GET /a", "GET /b"])
    #expect(configuration?.endpoints.first?.backends.first?.deny == ["x"])
  }

  @Test("CFG-13: a name with a dash is reached by index; env reads the environment")
  func dashAndEnvironment() throws {
    try write("settings/my-site.json", #"{"port": 1234}"#)
    let text = #"""
      {"version": 3, "port": {{ (index . "my-site").port }}, "name": "{{ env "SHOP" }}",
       "endpoints": []}
      """#
    let (configuration, _) = try load(text, ["FC_SETTINGS": "{dir}/settings", "SHOP": "x"])
    #expect(configuration?.port == 1234)
    #expect(configuration?.name == "x")
  }

  @Test("CFG-14: all broken files of settings are told")
  func brokenSettings() throws {
    try write("settings/a.json", #"{"a": }"#)
    try write("settings/b.json", "[1]")
    try write("settings/c.json", "{}")
    let (configuration, lines) = try load("{}", ["FC_SETTINGS": "{dir}/settings"])
    #expect(configuration == nil)
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("settings/a.json:1:7: error: ") == true)
    #expect(
      lines.last?.hasPrefix("settings/b.json:1:1: error: a file of settings must hold") == true)
  }

  @Test(
    "CFG-14: a mistake in a template stops the start, with its place",
    arguments: [
      (
        "{\n{{ nope }}}",
        "krakend.tmpl:2:4: error: template: there is no function 'nope'; "
          + "write .nope for a setting, \"nope\" for a text"
      ),
      (
        "{{ include \"dny.txt\" }}",
        "krakend.tmpl:1:4: error: template: the partial 'partials/dny.txt': the file cannot be "
          + "opened: No such file or directory; did you mean \"deny.txt\"?"
      ),
      (
        "{{ template \"back.tmpl\" }}",
        "krakend.tmpl:1:1: error: template: there is no template \"back.tmpl\"; "
          + "did you mean \"backend.tmpl\"?"
      ),
      (
        "{{ .site.name.x }}",
        "krakend.tmpl:1:4: error: template: the text \"shop\" has no field 'x'"
      ),
    ])
  func templateMistake(text: String, line: String) throws {
    try writeParts()
    let (configuration, lines) = try load(text, Self.folders)
    #expect(configuration == nil)
    #expect(lines == [line])
  }

  @Test("CFG-14: folders that are not there are named")
  func missingFolders() throws {
    let folders = ["FC_SETTINGS": "{dir}/nowhere", "FC_TEMPLATES": "{dir}/nothing"]
    let (configuration, lines) = try load("{}", folders)
    #expect(configuration == nil)
    #expect(
      lines == [
        "nowhere: error: FC_SETTINGS: the folder cannot be read: No such file or directory",
        "nothing: error: FC_TEMPLATES: the folder cannot be read: No such file or directory",
      ])
  }

  @Test("a mistake in the rendered text is told with its place there and in the template")
  func origin() throws {
    try writeParts()
    try write("templates/backend.tmpl", "{\n\"url_pattern\": \"/\", \"host\": [],\n\"alow\": []}")
    let (_, lines) = try load(Self.service, Self.folders)
    #expect(
      lines.first == "krakend.tmpl (rendered):5:1: warning: unknown key \"alow\" in a backend; "
        + "did you mean \"allow\"? (/endpoints/0/backend/0/alow) "
        + "[written by templates/backend.tmpl:3:1]")
  }

  @Test("a mistake in a partial is told with its place there")
  func partialOrigin() throws {
    try writeParts()
    try write("partials/deny.txt", "\"deny\": [],\n \"alow\": []")
    let (_, lines) = try load(Self.service, Self.folders)
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasSuffix("[written by partials/deny.txt:2:2]") })
  }

  @Test("a setting that does not exist is told where it is named")
  func unsetSetting() throws {
    let text = #"{"version": 3, "host": ["{{ .site.none }}"], "endpoints": []}"#
    let (_, lines) = try load(text)
    #expect(
      lines.first?.hasSuffix(
        "the setting that the template names there does not exist; correct its name (/host/0) "
          + "[written by krakend.tmpl:1:25]") == true)
  }

  @Test("CFG-15: FC_OUT keeps the rendered text, and its ending says what it is")
  func output() throws {
    let text = "version: {{ 3 }}\nendpoints: []\n"
    let (configuration, _) = try load(text, ["FC_OUT": "{dir}/out.yml"])
    #expect(configuration != nil)
    let written = try String(contentsOfFile: folder + "/out.yml", encoding: .utf8)
    #expect(written == "version: 3\nendpoints: []\n")
  }

  @Test("CFG-15: without FC_OUT the rendered text is JSON, whatever the file is called")
  func outputFormat() throws {
    #expect(try load("version: 3\nendpoints: []", name: "krakend.yml").configuration == nil)
    let (configuration, _) = try load(#"{"version": 3, "endpoints": []}"#, name: "krakend.yml")
    #expect(configuration != nil)
  }

  @Test("CFG-15: an FC_OUT that cannot be written stops the start")
  func outputFailure() throws {
    let (configuration, lines) = try load(
      #"{"version": 3, "endpoints": []}"#, ["FC_OUT": "{dir}/no/out.json"])
    #expect(configuration == nil)
    #expect(
      lines == [
        "no/out.json: error: FC_OUT: the file cannot be written: No such file or directory"
      ])
  }
}
