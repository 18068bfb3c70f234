public import Configuration

/// A configuration, read and compiled: what a gateway is made of, or all the reasons why not.
///
/// ```swift
/// let loaded = LoadedConfiguration(file: "krakend.json")
/// for diagnostic in loaded.diagnostics { print(diagnostic.text) }
/// let gateway = try Gateway(loaded)
/// ```
public struct LoadedConfiguration: Sendable {
  /// The text that was read; nil if the file could not be.
  public let text: ConfigurationText?
  /// What the text says; nil if it cannot be understood.
  public let configuration: ServiceConfiguration?
  /// What it was compiled into; nil if and only if a diagnostic is an error.
  public let blueprint: Blueprint?
  /// Everything that was found, in the order of the file.
  public let diagnostics: [Diagnostic]

  /// Reads a file, JSON or YAML by its ending. `KRAKEND_…` and `FC_…` are looked for in the
  /// environment of the options, and in none by default. `change` may adjust what was read before
  /// it is compiled.
  public init(
    file: String, extensions: Extensions = Extensions(), options: ReadingOptions = ReadingOptions(),
    change: (inout ServiceConfiguration) -> Void = { _ in }
  ) {
    var options = options
    options.extensions = extensions.names
    let (text, problems) = ConfigurationText.load(file: file, options: options)
    self.init(text, problems, extensions, options, change)
  }

  /// Takes a configuration as text. `name` stands for the file in diagnostics.
  public init(
    _ text: String, name: String = "configuration",
    format: ConfigurationReader.Format = .json, extensions: Extensions = Extensions(),
    options: ReadingOptions = ReadingOptions(),
    change: (inout ServiceConfiguration) -> Void = { _ in }
  ) {
    var options = options
    options.extensions = extensions.names
    let text = ConfigurationText(name: name, bytes: Array(text.utf8), format: format)
    self.init(text, [], extensions, options, change)
  }

  private init(
    _ text: ConfigurationText?, _ problems: [Diagnostic], _ extensions: Extensions,
    _ options: ReadingOptions, _ change: (inout ServiceConfiguration) -> Void
  ) {
    self.text = text
    guard let text else {
      (configuration, blueprint, diagnostics) = (nil, nil, problems)
      return
    }
    let (read, found) = ConfigurationReader.read(text, options: options)
    guard var read else {
      (configuration, blueprint, diagnostics) = (nil, nil, found)
      return
    }
    change(&read)
    configuration = read
    let (blueprint, more) = PlanCompiler.compile(read, extensions)
    self.blueprint = blueprint
    diagnostics = found + text.located(more)
  }

  /// How many of the diagnostics forbid to start.
  public var errorCount: Int { diagnostics.count { $0.severity == .error } }
}

/// A configuration cannot be served: it has mistakes.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, and what was found beside it.
  public let diagnostics: [Diagnostic]

  /// Takes what was found.
  public init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// A line for each diagnostic.
  public var description: String { diagnostics.map(\.text).joined(separator: "\n") }
}
