import Templates

/// The settings of templates: each `*.json` of a folder is a variable with the name of the file
/// (CFG-13). All that are broken are told, not the first alone (CFG-14).
struct SettingsFolder {
  private(set) var values: [String: TemplateData] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  mutating func read(_ folder: String) {
    do {
      for name in try Folder.files(in: folder, ending: ".json") { read(name, in: folder) }
    } catch {
      diagnostics.append(
        .mistake(at: SourceLocation(folder, .wholeFile, ""), "FC_SETTINGS: \(error.reason)"))
    }
  }

  private mutating func read(_ name: String, in folder: String) {
    let file = "\(folder)/\(name)"
    let sink = DiagnosticSink(file: file, options: ReadingOptions())
    do {
      let text = SourceText(try SourceFile.read(file))
      if let node = JSONReader.read(text, into: sink) {
        if case .object = node.value {
          values[String(name.dropLast(5))] = SettingsFolder.data(node)
        } else {
          sink.error(
            "a file of settings must hold an object, not \(node.noun)", at: node.position,
            suggestion: "write {\"list\": …}, and .\(name.dropLast(5)).list in the template")
        }
      }
    } catch {
      sink.error(error.reason, at: .wholeFile)
    }
    diagnostics += sink.sorted()
  }

  /// Numbers become doubles, as in Go. The depth is that of the reader, which is bounded.
  private static func data(_ node: ConfigurationNode) -> TemplateData {
    switch node.value {
    case .null, .broken: .null
    case .boolean(let flag): .boolean(flag)
    case .number(let text): .number(Double(text) ?? 0)
    case .string(let text): .string(text)
    case .list(let items): .list(items.map(data))
    case .object(let members):
      .object(
        Dictionary(members.map { ($0.key, data($0.value)) }, uniquingKeysWith: { _, last in last }))
    }
  }
}
