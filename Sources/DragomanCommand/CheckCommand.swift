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
    if let refusal { return Console.complain("dragoman check: \(refusal)", status: 1) }
    let loaded = LoadedConfiguration(file, options)
    let findings = options.lint ? loaded.diagnostics.map(\.linted) : loaded.diagnostics
    let errors = findings.count { $0.severity == .error }
    if options.json { return report(findings, errors) }
    _ = Console.say("Parsing configuration file: \(file)")
    if options.debug > 0, let configuration = loaded.configuration {
      for line in ConfigurationDump(configuration, options).lines { _ = Console.say(line) }
    }
    for finding in findings { _ = Console.complain(finding.text, status: 0) }
    guard errors == 0 else {
      let noun = errors == 1 ? "error" : "errors"
      return Console.complain("ERROR checking the configuration file: \(errors) \(noun)", status: 1)
    }
    if options.testRoutes, let problem = RouteTrial(loaded, options).problem {
      return Console.complain("ERROR testing the configuration file:\t\(problem)", status: 1)
    }
    return Console.say("Syntax OK!")
  }

  /// What is asked for and cannot be done.
  private var refusal: String? {
    guard options.schema != nil else { return nil }
    if options.lint { return "-s excludes -l and -n" }
    return "-s: a JSON Schema of your own cannot be checked against yet; "
      + "-l checks against every key that is known, without a schema"
  }

  private func report(_ findings: [Diagnostic], _ errors: Int) -> Int32 {
    let texts = findings.map { String(decoding: $0.json, as: UTF8.self) }
    _ = Console.say("[" + texts.joined(separator: ",\n ") + "]")
    return errors == 0 ? 0 : 1
  }
}
