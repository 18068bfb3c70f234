/// What the caller asked for: the subcommand and its flags, which are KrakenD's where it has them.
enum Invocation {
  case run(Options)
  case check(Options)
  case demo(Options)
  case version
  case help(topic: String?)

  /// The flags.
  struct Options {
    var config: String?
    var port: UInt16?
    var debug = 0
    var json = false
    var lint = false
    var allowUnsupported = false
    var testRoutes = false
    var keep = false
    /// What `demo` is to play.
    var folder: String?
    var logToFile: String?
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
    case "demo": return options(rest, of: command).map { .demo($0) }
    case "version", "--version", "-v": return .success(.version)
    case "help", "--help", "-h": return .success(.help(topic: rest.first))
    default:
      let known = ["run", "check", "demo", "version", "help"]
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
    default: return takeSwitch(flag, command)
    }
    return nil
  }

  private mutating func takeSwitch(_ flag: String, _ command: String) -> Invocation.Mistake? {
    switch (flag, command) {
    case ("-d", _), ("--debug", _): debug = max(debug, 1)
    case ("-dd", "check"): debug = 2
    case ("-ddd", "check"): debug = 3
    case ("--allow-unsupported", _): allowUnsupported = true
    case ("--json", "check"): json = true
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
