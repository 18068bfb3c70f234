/// Reads what decides about the log.
struct LoggingReader {
  private let section: Section?
  private let router: Section?
  private let own: Section?

  init(_ section: Section?, _ router: Section?, _ own: Section?) {
    self.section = section
    self.router = router
    self.own = own
  }

  func read() -> LoggingConfiguration {
    var logging = LoggingConfiguration()
    if let section { read(section, into: &logging) }
    readAccessLog(into: &logging)
    return logging
  }

  private func read(_ section: Section, into logging: inout LoggingConfiguration) {
    if let level = section.choice("level", ignoringCase: true) {
      logging.level = LoggingConfiguration.Level(rawValue: level) ?? logging.level
    }
    logging.prefix = section.string("prefix") ?? ""
    // There is no syslog yet: who asks for it alone still gets a log.
    let syslog = section.boolean("syslog") ?? false
    logging.stdout = section.boolean("stdout") ?? false || syslog
    if !section.has("stdout"), !syslog {
      section.sink.warning(
        "nothing is logged: without `stdout` the log goes nowhere", at: section.value,
        suggestion: "set `stdout` to true, or to false if that is meant")
    }
    if let format = section.choice("format") {
      logging.format = LoggingConfiguration.Format(rawValue: format) ?? logging.format
    }
    if let form = section.choice("access_log_format") {
      logging.accessLog = LoggingConfiguration.AccessLog(rawValue: form) ?? logging.accessLog
    }
  }

  private func readAccessLog(into logging: inout LoggingConfiguration) {
    if let own, let value = own.node("access_log") {
      switch (value.node.value, Loose.boolean(value.node)) {
      case (.string("default"), _): logging.accessLog = .text
      case (.string("json"), _): logging.accessLog = .json
      case (_, false?): logging.accessLog = .off
      case (_, true?): break
      default:
        own.sink.error("`access_log` must be true, false, \"default\" or \"json\"", at: value)
      }
    }
    if router?.boolean("disable_access_log") == true { logging.accessLog = .off }
  }
}
