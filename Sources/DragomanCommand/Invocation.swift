/// What the caller asked for: the subcommand and its flags, which are KrakenD's where it has them.
enum Invocation {
  case run(Options)
  case check(Options)
  case audit(AuditOptions, Options)
  case demo(Options)
  case explain(ExplainOptions, Options)
  case grpc(GRPCOptions)
  case graphQL(GraphQLOptions)
  case version
  case help(topic: String?)

  /// The flags.
  struct Options {
    var config: String?
    var port: UInt16?
    var debug = 0
    var json = false
    var lint = false
    /// `-s`: a JSON Schema of the user's own.
    var schema: String?
    /// What begins the lines of `-d`.
    var indent = "\t"
    var allowUnsupported = false
    var testRoutes = false
    var keep = false
    /// What `demo` is to play.
    var folder: String?
    var logToFile: String?
    var audit = AuditOptions()
    var explain = ExplainOptions()
  }

  /// The flags of `audit`.
  struct AuditOptions {
    /// `-i`: rules that are left out, parted by commas.
    var ignored = ""
    /// `-I`: a file of rules that are left out, one a line.
    var ignoreFile: String?
    /// `-s`: severities that are told, parted by commas.
    var severities = "CRITICAL,HIGH,MEDIUM,LOW"
    /// `-f`: a template for the findings.
    var format: String?
  }

  /// A call that cannot be understood.
  struct Mistake: Error {
    var text: String
  }

  static func parse(_ arguments: [String]) -> Result<Invocation, Mistake> {
    guard let command = arguments.first else { return .success(.help(topic: nil)) }
    let rest = Array(arguments.dropFirst())
    switch command {
    case "run": return options(rest, of: command).map { .run($0) }
    case "check", "validate": return options(rest, of: "check").map { .check($0) }
    case "audit": return options(rest, of: command).map { .audit($0.audit, $0) }
    case "demo": return options(rest, of: command).map { .demo($0) }
    case "explain": return options(rest, of: command).map { .explain($0.explain, $0) }
    case "grpc": return group(rest) { .grpc($0) }
    case "graphql": return group(rest) { .graphQL($0) }
    case "version", "--version", "-v": return .success(.version)
    case "help", "--help", "-h":
      return .success(.help(topic: rest.prefix(2).joined(separator: " ")))
    default:
      let known = [
        "run", "check", "audit", "explain", "demo", "grpc", "graphql", "version", "help",
      ]
      let hint = known.first { $0.hasPrefix(command.prefix(2)) }.map { ". Did you mean '\($0)'?" }
      return .failure(
        Mistake(
          text: "dragoman: there is no command '\(command)'\(hint ?? ". See 'dragoman help'")"))
    }
  }

  private static func options(
    _ arguments: [String], of command: String
  ) -> Result<Options, Mistake> {
    var options = Options()
    var words = arguments[...]
    while let word = words.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let isJoined = word.hasPrefix("--") && parts.count == 2
      let flag = isJoined ? parts[0] : word
      if let mistake = options.take(flag, isJoined ? parts[1] : nil, &words, command) {
        return .failure(mistake)
      }
    }
    return .success(options)
  }
}

extension Invocation.Options {
  /// Takes one flag, and its value from the words behind where it has one.
  fileprivate mutating func take(
    _ flag: String, _ joined: String?, _ words: inout ArraySlice<String>, _ command: String
  ) -> Invocation.Mistake? {
    switch flag {
    case "-c", "--config":
      guard let value = joined ?? words.popFirst() else { return missing(flag, "a file") }
      config = value
    case "-p", "--port":
      guard let value = joined ?? words.popFirst() else { return missing(flag, "a port") }
      guard let number = UInt16(value) else {
        return Invocation.Mistake(text: "dragoman \(command): '\(value)' is no port (0 to 65535)")
      }
      port = number
    case "-h", "--help": return Invocation.Mistake(text: Usage.text(command))
    default:
      guard let taken = try? takeOwn(flag, joined, &words, command) else {
        return missing(flag, "a value")
      }
      return taken ? nil : takeSwitch(flag, command)
    }
    return nil
  }

  /// The flags with a value that only one command has; whether it was one. Throws without a value.
  private mutating func takeOwn(
    _ flag: String, _ joined: String?, _ words: inout ArraySlice<String>, _ command: String
  ) throws -> Bool {
    func value() throws -> String {
      guard let value = joined ?? words.popFirst() else { throw Invocation.Mistake(text: flag) }
      return value
    }
    switch (command, flag) {
    case ("check", "-s"), ("check", "--lint-schema"): schema = try value()
    case ("check", "-i"), ("check", "--indent"): indent = try value()
    case ("audit", "-i"), ("audit", "--ignore"): audit.ignored = try value()
    case ("audit", "-I"), ("audit", "--ignore-file"): audit.ignoreFile = try value()
    case ("audit", "-s"), ("audit", "--severity"): audit.severities = try value()
    case ("audit", "-f"), ("audit", "--format"): audit.format = try value()
    case ("explain", "-H"), ("explain", "--header"): try explain.take(header: try value())
    case ("explain", "--data"): explain.data = try value()
    default: return false
    }
    return true
  }

  private mutating func takeSwitch(_ flag: String, _ command: String) -> Invocation.Mistake? {
    switch (flag, command) {
    case ("-d", _), ("--debug", _): debug += 1
    case ("-dd", "check"): debug = 2
    case ("-ddd", "check"): debug = 3
    case ("--allow-unsupported", _): allowUnsupported = true
    case ("--json", "check"), ("--json", "explain"): json = true
    case ("--analyze", "explain"): explain.analyzes = true
    case (_, "explain") where explain.take(word: flag): break
    case ("-l", "check"), ("--lint", "check"): lint = true
    case ("-n", "check"), ("--lint-no-network", "check"): lint = true
    case ("-t", "check"), ("--test-gin-routes", "check"): testRoutes = true
    case ("--keep", "demo"): keep = true
    case (_, "demo") where !flag.hasPrefix("-") && folder == nil: folder = flag
    default:
      return Invocation.Mistake(
        text: "dragoman \(command): there is no flag '\(flag)'. See 'dragoman help \(command)'")
    }
    return nil
  }

  private func missing(_ flag: String, _ what: String) -> Invocation.Mistake {
    Invocation.Mistake(text: "dragoman: \(flag) wants \(what) behind it")
  }
}
