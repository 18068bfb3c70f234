/// Templates that know one another: Go's text/template with the functions of Sprig that
/// `Docs/flexible-configuration.md` lists.
///
/// Reading one checks its syntax and the names of functions and variables; rendering is bounded by
/// `TemplateLimits`. Both say what is wrong with file, line and column.
public struct TemplateSet {
  private var templates: [String: Template] = [:]
  private let functions: FunctionTable

  /// An empty set, with functions beside those that are built in: each turns a text into another.
  public init(functions: [String: @Sendable (String) -> String] = [:]) {
    self.functions = FunctionTable(adding: functions)
  }

  /// The names of all functions, sorted.
  public var functionNames: [String] { functions.names }

  /// The names of Sprig's functions that are known and not there, sorted.
  public static var missingFunctionNames: [String] { MissingFunctions.reasons.keys.sorted() }

  /// Reads a template. `name` is what `{{template}}` calls it, `file` what messages call it.
  public mutating func add(
    _ text: [UInt8], name: String, file: String
  ) throws(TemplateError) {
    let source = TemplateSource(file: file, bytes: text)
    let (root, defined) = try TemplateParser.parse(source, functions)
    for (name, template) in [(name: name, template: root)] + defined {
      if template.isEmpty, templates[name] != nil { continue }
      templates[name] = template
    }
  }

  /// Reads a template.
  public mutating func add(_ text: String, name: String) throws(TemplateError) {
    try add(Array(text.utf8), name: name, file: name)
  }

  /// Renders one of the templates.
  public func render(
    _ name: String, _ data: TemplateData, host: any TemplateHost = EmptyTemplateHost(),
    limits: TemplateLimits = TemplateLimits()
  ) throws(TemplateError) -> RenderedText {
    guard let template = templates[name] else {
      throw TemplateError(file: name, line: 1, column: 1, message: "there is no template '\(name)'")
    }
    let rendering = Rendering(host: host, limits: limits)
    defer { rendering.end() }
    let value: Value
    do {
      value = try rendering.value(data)
    } catch {
      throw template.source.error(at: 0, error.message)
    }
    var executor = Executor(templates, template, value, rendering)
    return try executor.run()
  }
}
