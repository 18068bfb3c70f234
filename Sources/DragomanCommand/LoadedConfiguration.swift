import Configuration
import Dragoman

/// A configuration file, read and compiled: `run` and `check` do the very same.
struct LoadedConfiguration {
  let text: ConfigurationText?
  let configuration: ServiceConfiguration?
  let blueprint: Blueprint?
  /// Everything that was found, in the order of the file.
  let diagnostics: [Diagnostic]

  /// `debugEndpoint` offers it whatever the file says (`run -d`, CLI-1).
  init(_ file: String, _ options: Invocation.Options, debugEndpoint: Bool = false) {
    let reading = options.reading
    let (text, problems) = ConfigurationText.load(file: file, options: reading)
    self.text = text
    guard let text else {
      (configuration, blueprint, diagnostics) = (nil, nil, problems)
      return
    }
    var (configuration, found) = ConfigurationReader.read(text, options: reading)
    if debugEndpoint { configuration?.debugEndpoint = true }
    self.configuration = configuration
    guard let configuration else {
      blueprint = nil
      diagnostics = found
      return
    }
    let (blueprint, more) = PlanCompiler.compile(configuration)
    self.blueprint = blueprint
    diagnostics = found + text.located(more)
  }

  var errors: Int { diagnostics.count { $0.severity == .error } }

  /// `'krakend.json': 3 errors`, or the one error with its place.
  var summary: String {
    let first = diagnostics.first { $0.severity == .error }
    guard let first else { return "" }
    if errors == 1 { return first.fileAndReason }
    return "'\(first.location.file)': \(errors) errors"
  }
}

extension Invocation.Options {
  /// How the file is to be read.
  var reading: ReadingOptions {
    ReadingOptions(allowUnsupported: allowUnsupported, environment: Environment.variables)
  }
}
