import Configuration

extension Invocation {
  /// What is to be done with a catalog of gRPC services, and the flags.
  struct GRPCOptions {
    /// What is to be done.
    enum Action: String, CaseIterable {
      case list, describe, config
      case fetch = "import"
    }

    var action: Action
    /// Words that are no flags: files, names, a server.
    var words: [String] = []
    /// `-c`: a configuration whose catalog is meant.
    var config: String?
    /// `-o`: where the catalog is written.
    var output: String?
    /// `--host`: where the service is.
    var host: String?
    var exposes = false
    var all = false
    var isSecure = false
    var isInsecure = false
    var authorities: [String] = []
    var certificate: String?
    var key: String?
    var headers: [(name: String, value: String)] = []
    var timeout: Int64 = 10_000_000_000
  }

  /// `dragoman grpc …`
  static func grpc(_ arguments: [String]) -> Result<Invocation, Mistake> {
    guard let word = arguments.first, word != "-h", word != "--help" else {
      return .success(.help(topic: "grpc"))
    }
    guard let action = GRPCOptions.Action(rawValue: word) else {
      let known = GRPCOptions.Action.allCases.map(\.rawValue)
      let hint =
        known.first { $0.hasPrefix(word.prefix(2)) }.map { "Did you mean '\($0)'?" }
        ?? "See 'dragoman help grpc'"
      return .failure(Mistake(text: "dragoman grpc: there is no command '\(word)'. \(hint)"))
    }
    if arguments.contains("-h") || arguments.contains("--help") {
      return .success(.help(topic: "grpc \(word)"))
    }
    var options = GRPCOptions(action: action)
    var words = arguments.dropFirst()
    do throws(Mistake) {
      while let word = words.popFirst() { try options.take(word, &words) }
    } catch {
      return .failure(Mistake(text: "dragoman grpc \(word): \(error.text)"))
    }
    return .success(.grpc(options))
  }
}

extension Invocation.GRPCOptions {
  fileprivate mutating func take(
    _ word: String, _ words: inout ArraySlice<String>
  ) throws(Invocation.Mistake) {
    guard word.hasPrefix("-"), word != "-" else { return self.words.append(word) }
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let flag = word.hasPrefix("--") ? String(parts[0]) : word
    var joined = word.hasPrefix("--") && parts.count == 2 ? String(parts[1]) : nil
    if joined == nil, takeSwitch(flag) { return }
    func value() throws(Invocation.Mistake) -> String {
      defer { joined = nil }
      guard let value = joined ?? words.popFirst() else {
        throw Invocation.Mistake(text: "\(flag) wants a value behind it")
      }
      return value
    }
    switch (action, flag) {
    case (.fetch, "-o"), (.fetch, "--output"): output = try value()
    case (.fetch, "--timeout"): timeout = try time(try value())
    case (.fetch, "-H"), (.fetch, "--header"): headers.append(try header(try value()))
    case (.fetch, "--ca"): authorities.append(try value())
    case (.fetch, "--cert"): certificate = try value()
    case (.fetch, "--key"): key = try value()
    case (.config, "--host"): host = try value()
    case (.fetch, _): throw unknown(flag)
    case (_, "-c"), (_, "--config"): config = try value()
    default: throw unknown(flag)
    }
    isSecure = isSecure || !authorities.isEmpty || certificate != nil
  }

  private func unknown(_ flag: String) -> Invocation.Mistake {
    Invocation.Mistake(
      text: "there is no flag '\(flag)'. See 'dragoman help grpc \(action.rawValue)'")
  }

  /// The flags without a value; whether it was one.
  private mutating func takeSwitch(_ flag: String) -> Bool {
    switch (action, flag) {
    case (.fetch, "--tls"): isSecure = true
    case (.fetch, "--all"): all = true
    case (.fetch, "--insecure"): (isSecure, isInsecure) = (true, true)
    case (.config, "--expose"): exposes = true
    default: return false
    }
    return true
  }

  private func time(_ text: String) throws(Invocation.Mistake) -> Int64 {
    guard let time = GoDuration.parse(text), time > 0 else {
      throw Invocation.Mistake(text: "'\(text)' is no length of time, such as 10s")
    }
    return time
  }

  private func header(_ text: String) throws(Invocation.Mistake) -> (String, String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw Invocation.Mistake(text: "a header is written 'name: value', not '\(text)'")
    }
    return (String(parts[0]), String(parts[1].drop { $0 == " " }))
  }
}
