import Configuration
import Dragoman

/// `dragoman check`: everything that is wrong with a configuration (CLI-2).
struct CheckCommand {
  private let options: Invocation.Options

  init(_ options: Invocation.Options) { self.options = options }

  func run() -> Int32 {
    guard let file = options.config else {
      return Console.complain(
        "Please, provide the path to the configuration file: dragoman check -c FILE", status: 1)
    }
    let loaded = LoadedConfiguration(file, options)
    let findings = options.lint ? loaded.diagnostics.map(\.linted) : loaded.diagnostics
    let errors = findings.count { $0.severity == .error }
    if options.json { return report(findings, errors) }
    _ = Console.say("Parsing configuration file: \(file)")
    if options.debug > 0, let configuration = loaded.configuration { dump(configuration) }
    for finding in findings { _ = Console.complain(finding.text, status: 0) }
    guard errors == 0 else {
      let noun = errors == 1 ? "error" : "errors"
      return Console.complain("ERROR checking the configuration file: \(errors) \(noun)", status: 1)
    }
    return Console.say("Syntax OK!")
  }

  private func report(_ findings: [Diagnostic], _ errors: Int) -> Int32 {
    let texts = findings.map { String(decoding: $0.json, as: UTF8.self) }
    _ = Console.say("[" + texts.joined(separator: ",\n ") + "]")
    return errors == 0 ? 0 : 1
  }

  /// `-d`: the endpoints and what they call.
  private func dump(_ configuration: ServiceConfiguration) {
    _ = Console.say("Port: \(configuration.port), endpoints: \(configuration.endpoints.count)")
    for endpoint in configuration.endpoints {
      let milliseconds = endpoint.timeout / 1_000_000
      _ = Console.say(
        "  \(endpoint.name) (\(milliseconds) ms, \(endpoint.outputEncoding.rawValue))")
      for backend in endpoint.backends {
        let hosts = backend.hosts.map(\.text).joined(separator: ", ")
        _ = Console.say("    \(backend.method) \(backend.urlPattern.text) at \(hosts)")
      }
    }
  }
}
