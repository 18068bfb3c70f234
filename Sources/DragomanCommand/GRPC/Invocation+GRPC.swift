extension Invocation {
  /// What is to be done with a catalog of gRPC services, and the flags.
  struct GRPCOptions: CommandGroup {
    /// What is to be done.
    enum Action: String, CaseIterable {
      case list, describe, config
      case fetch = "import"
    }

    static let name = "grpc"

    let action: Action
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
    var server = ServerOptions()

    init(action: Action) { self.action = action }

    mutating func take(word: String) { words.append(word) }

    mutating func take(flag: String, _ words: inout ArgumentWords) throws(Mistake) -> Bool {
      switch (action, flag) {
      case (.fetch, "-o"), (.fetch, "--output"): output = try words.value(of: flag)
      case (.fetch, "--tls"): server.isSecure = true
      case (.fetch, "--all"): all = true
      case (.fetch, _): return try server.take(flag: flag, &words)
      case (.config, "--host"): host = try words.value(of: flag)
      case (.config, "--expose"): exposes = true
      case (_, "-c"), (_, "--config"): config = try words.value(of: flag)
      default: return false
      }
      return true
    }
  }
}
