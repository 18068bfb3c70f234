import Templates

/// Flexible configuration: the file is a template, and what it writes is the configuration
/// (CFG-12 to CFG-15).
struct FlexibleConfiguration {
  /// `FC_SETTINGS`: the folder of the `*.json` that templates read as `.name`.
  var settings: String?
  /// `FC_PARTIALS`: the folder that `include` reads from.
  var partials: String?
  /// `FC_TEMPLATES`: the folder of the `*.tmpl` that `{{template}}` calls.
  var templates: String?
  /// `FC_OUT`: the file that the rendered text is written to.
  var output: String?
  /// For `env`.
  let environment: [String: String]

  /// Nil unless `FC_ENABLE` has a value; any counts, `0` too (CFG-12).
  init?(environment: [String: String]) {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    guard value("FC_ENABLE") != nil else { return nil }
    settings = value("FC_SETTINGS")
    partials = value("FC_PARTIALS")
    templates = value("FC_TEMPLATES")
    output = value("FC_OUT")
    self.environment = environment
  }

  /// What the rendered text is called in messages: `FC_OUT` where it can be looked up.
  func name(of file: String) -> String { output ?? "\(file) (rendered)" }

  /// Renders a file, or says everything that is wrong with its settings and templates.
  func render(_ file: String) -> (text: RenderedText?, diagnostics: [Diagnostic]) {
    var settings = SettingsFolder()
    if let folder = self.settings { settings.read(folder) }
    var diagnostics = settings.diagnostics
    var set = TemplateSet()
    diagnostics += add(file, as: PathName.last(of: file), to: &set)
    if let folder = templates { diagnostics += addTemplates(in: folder, to: &set) }
    guard diagnostics.isEmpty else { return (nil, diagnostics) }
    do {
      let host = PartialsFolder(folder: partials, environment: environment)
      let text = try set.render(PathName.last(of: file), .object(settings.values), host: host)
      return (text, write(text))
    } catch {
      return (nil, [Diagnostic(template: error)])
    }
  }

  private func addTemplates(in folder: String, to set: inout TemplateSet) -> [Diagnostic] {
    do {
      return try Folder.files(in: folder, ending: ".tmpl").flatMap { name in
        add("\(folder)/\(name)", as: name, to: &set)
      }
    } catch {
      return [.mistake(at: SourceLocation(folder, .wholeFile, ""), "FC_TEMPLATES: \(error.reason)")]
    }
  }

  private func add(
    _ file: String, as name: String, to set: inout TemplateSet
  ) -> [Diagnostic] {
    let bytes: [UInt8]
    do {
      bytes = try SourceFile.read(file)
    } catch {
      return [.mistake(at: SourceLocation(file, .wholeFile, ""), error.reason)]
    }
    do {
      try set.add(bytes, name: name, file: file)
      return []
    } catch {
      return [Diagnostic(template: error)]
    }
  }

  /// CFG-15.
  private func write(_ text: RenderedText) -> [Diagnostic] {
    guard let output else { return [] }
    do {
      try SourceFile.write(text.bytes, to: output)
      return []
    } catch {
      let location = SourceLocation(output, .wholeFile, "")
      return [.mistake(at: location, "FC_OUT: \(error.reason)")]
    }
  }
}

extension Diagnostic {
  /// What is wrong with a template. It stops the start (CFG-14): the unrendered file would only be
  /// broken in another way.
  init(template error: TemplateError) {
    self.init(
      .error, at: SourceLocation(file: error.file, line: error.line, column: error.column),
      "template: \(error.message)", suggestion: error.suggestion)
  }
}
