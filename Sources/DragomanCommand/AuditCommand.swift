import Configuration
import Dragoman
import Glibc
import Templates

/// `dragoman audit`: recommendations about a configuration (CLI-3).
struct AuditCommand {
  private static let plainFormat =
    "{{ range .Recommendations }}{{.Rule}}\t[{{.Severity}}]\t{{.Message}}\n{{ end }}"
  private static let terminalFormat =
    "{{ range .Recommendations }}{{.Rule}}\t[{{colored .Severity}}]\t{{.Message}}\n{{ end }}"

  private let audit: Invocation.AuditOptions
  private let options: Invocation.Options

  init(_ audit: Invocation.AuditOptions, _ options: Invocation.Options) {
    self.audit = audit
    self.options = options
  }

  func run() -> Int32 {
    guard let file = options.config else {
      return Console.complain(
        "Please, provide the path to the configuration file: dragoman audit -c FILE", status: 1)
    }
    // What is not supported yet is audited all the same: nothing is served here.
    var options = options
    options.allowUnsupported = true
    let loaded = LoadedConfiguration(file, options)
    guard loaded.errorCount == 0, let text = loaded.text else {
      for diagnostic in loaded.diagnostics where diagnostic.severity == .error {
        _ = Console.complain(diagnostic.text, status: 0)
      }
      return Console.complain("ERROR parsing the configuration file:\t\(loaded.summary)", status: 1)
    }
    switch ignoredRules {
    case .failure(let problem):
      return Console.complain("ERROR accessing the ignore file:\t\(problem.text)", status: 1)
    case .success(let ignored):
      let severities = AuditCommand.words(audit.severities)
      let findings = ConfigurationAudit.findings(in: text, options: options.reading).filter {
        !ignored.contains($0.rule) && severities.contains($0.severity.rawValue)
      }
      return report(findings)
    }
  }

  private var ignoredRules: Result<Set<String>, Invocation.Mistake> {
    var ignored = Set(AuditCommand.words(audit.ignored))
    guard let file = audit.ignoreFile else { return .success(ignored) }
    do {
      let lines = String(decoding: try TextFile.read(file), as: UTF8.self)
      for line in lines.split(whereSeparator: \.isNewline) {
        ignored.insert(line.filter { $0 != " " && $0 != "\t" })
      }
      return .success(ignored)
    } catch {
      return .failure(Invocation.Mistake(text: "\(error)"))
    }
  }

  private static func words(_ text: String) -> [String] {
    text.filter { $0 != " " }.split(separator: ",").map(String.init)
  }

  private func report(_ findings: [ConfigurationAudit.Finding]) -> Int32 {
    let standard = isatty(2) == 1 ? AuditCommand.terminalFormat : AuditCommand.plainFormat
    do {
      var set = TemplateSet(functions: ["colored": AuditCommand.colored])
      try set.add(Array((audit.format ?? standard).utf8), name: "audit", file: "-f")
      let text = try set.render("audit", AuditCommand.data(findings)).text
      Console.write(text, to: 2)
    } catch {
      return Console.complain("ERROR rendering the results:\t\(error.text)", status: 1)
    }
    return findings.isEmpty ? 0 : 1
  }

  /// The findings as `-f` sees them.
  private static func data(_ findings: [ConfigurationAudit.Finding]) -> TemplateData {
    let recommendations = findings.map { finding in
      TemplateData.record([
        .init("Rule", as: "rule", .string(finding.rule)),
        .init("Severity", as: "severity", .string(finding.severity.rawValue)),
        .init("Message", as: "message", .string(finding.message)),
      ])
    }
    return .record([
      .init("Recommendations", as: "recommendations", .list(recommendations)),
      .init("Stats", as: "stats", .object([:])),
    ])
  }

  private static func colored(_ severity: String) -> String {
    let codes = ["LOW": 32, "MEDIUM": 33, "HIGH": 31, "CRITICAL": 41]
    return codes[severity].map { "\u{1B}[\($0);1m\(severity)\u{1B}[0m" } ?? severity
  }
}
