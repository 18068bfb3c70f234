/// Text in, a configuration or the list of everything that is wrong with it out. It opens the one
/// file it is asked for, and those that its flexible configuration names.
public enum ConfigurationReader {
  /// What a configuration is written in (CFG-1).
  public enum Format: Sendable {
    /// JSON: every file with another ending than those below.
    case json
    /// YAML: `.yaml` and `.yml`.
    case yaml
    /// TOML, `.toml`: not supported yet.
    case toml

    /// The format of a file by the ending of its name.
    public init(fileName: String) {
      let ending = fileName.split(separator: "/").last?.split(
        separator: ".", omittingEmptySubsequences: false
      ).dropFirst().last
      switch ending {
      case "yaml", "yml": self = .yaml
      case "toml": self = .toml
      default: self = .json
      }
    }
  }

  /// Reads a file; renders it first if the environment of the options asks for it (CFG-12).
  public static func read(
    file: String, options: ReadingOptions = ReadingOptions()
  ) -> (configuration: ServiceConfiguration?, diagnostics: [Diagnostic]) {
    let (text, diagnostics) = ConfigurationText.load(file: file, options: options)
    guard let text else { return (nil, diagnostics) }
    return read(text, options: options)
  }

  /// Reads a text that was loaded.
  public static func read(
    _ text: ConfigurationText, options: ReadingOptions = ReadingOptions()
  ) -> (configuration: ServiceConfiguration?, diagnostics: [Diagnostic]) {
    let (configuration, diagnostics) = read(
      text: text.bytes, name: text.name, format: text.format, options: options)
    return (configuration, text.located(diagnostics))
  }

  /// Reads a text of at most 16 MiB. `name` stands for the file in diagnostics. The configuration
  /// is nil if and only if a diagnostic is an error.
  public static func read(
    text: [UInt8], name: String, format: Format = .json,
    options: ReadingOptions = ReadingOptions()
  ) -> (configuration: ServiceConfiguration?, diagnostics: [Diagnostic]) {
    let sink = DiagnosticSink(file: name, options: options)
    var configuration: ServiceConfiguration?
    if let root = tree(text, format, sink) {
      let whole = EnvironmentOverrides(options.environment).applied(to: root, sink)
      configuration = service(LocatedNode(node: whole, pointer: ""), sink)
    }
    return (sink.hasErrors ? nil : configuration, sink.sorted())
  }

  /// Reads a text of at most 16 MiB.
  public static func read(
    text: String, name: String, format: Format = .json,
    options: ReadingOptions = ReadingOptions()
  ) -> (configuration: ServiceConfiguration?, diagnostics: [Diagnostic]) {
    read(text: Array(text.utf8), name: name, format: format, options: options)
  }

  /// A text as compact JSON, or nil if it is broken: what the same text in another format must
  /// agree with.
  package static func json(of text: [UInt8], format: Format) -> [UInt8]? {
    let sink = DiagnosticSink(file: "", options: ReadingOptions())
    let root = tree(text, format, sink)
    return sink.hasErrors ? nil : root?.json
  }

  /// The root as the variables of the environment leave it; nil if the text is broken.
  static func root(of text: ConfigurationText, options: ReadingOptions) -> ConfigurationNode? {
    let sink = DiagnosticSink(file: text.name, options: options)
    return tree(text.bytes, text.format, sink).map {
      EnvironmentOverrides(options.environment).applied(to: $0, sink)
    }
  }

  private static func tree(
    _ bytes: [UInt8], _ format: Format, _ sink: DiagnosticSink
  ) -> ConfigurationNode? {
    guard bytes.count <= SourceText.maxBytes else {
      sink.error("the file is larger than \(SourceText.maxBytes >> 20) MiB", at: .wholeFile)
      return nil
    }
    switch format {
    case .json: return JSONReader.read(SourceText(bytes), into: sink)
    case .yaml: return YAMLReader.read(SourceText(bytes), into: sink)
    case .toml:
      sink.error("TOML is not supported yet", at: .wholeFile, suggestion: "write JSON or YAML")
      return nil
    }
  }

  /// A file holds an object (CFG-2).
  private static func service(_ root: LocatedNode, _ sink: DiagnosticSink) -> ServiceConfiguration?
  {
    guard case .object = root.node.value else {
      sink.error("the file must hold an object, not \(root.node.noun)", at: root)
      return nil
    }
    return ServiceReader(Section(root, KnownKeys.service, sink)).read()
  }
}
