extension Invocation {
  /// What is to be done with the schema of a GraphQL server, and the flags.
  struct GraphQLOptions: CommandGroup {
    /// What is to be done.
    enum Action: String, CaseIterable {
      case list, describe
      case fetch = "import"
    }

    static let name = "graphql"

    let action: Action
    /// Words that are no flags: a file, a name, a server.
    var words: [String] = []
    /// `-o`: where the schema is written.
    var output: String?
    var server = ServerOptions()

    init(action: Action) { self.action = action }

    mutating func take(word: String) { words.append(word) }

    mutating func take(flag: String, _ words: inout ArgumentWords) throws(Mistake) -> Bool {
      guard action == .fetch else { return false }
      guard flag == "-o" || flag == "--output" else {
        return try server.take(flag: flag, &words)
      }
      output = try words.value(of: flag)
      return true
    }
  }
}
