import Configuration
import Dragoman

// A configuration file as `run` and `check` load it: the very same.
extension LoadedConfiguration {
  /// `debugEndpoint` offers it whatever the file says (`run -d`, CLI-1).
  init(_ file: String, _ options: Invocation.Options, debugEndpoint: Bool = false) {
    self.init(file: file, options: options.reading) { configuration in
      if debugEndpoint { configuration.debugEndpoint = true }
    }
  }

  /// `'krakend.json': 3 errors`, or the one error with its place.
  var summary: String {
    let first = diagnostics.first { $0.severity == .error }
    guard let first else { return "" }
    if errorCount == 1 { return first.fileAndReason }
    return "'\(first.location.file)': \(errorCount) errors"
  }
}

extension Invocation.Options {
  /// How the file is to be read.
  var reading: ReadingOptions {
    ReadingOptions(allowUnsupported: allowUnsupported, environment: Environment.variables)
  }
}
