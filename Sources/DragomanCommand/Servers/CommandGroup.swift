/// The options of a command that has commands of its own.
protocol CommandGroup {
  /// What is to be done.
  associatedtype Action: RawRepresentable<String>, CaseIterable

  /// The command.
  static var name: String { get }

  var action: Action { get }

  init(action: Action)

  /// Takes a word that is no flag.
  mutating func take(word: String)

  /// Takes a flag, and its value from the words behind where it has one; whether it is known.
  mutating func take(
    flag: String, _ words: inout Invocation.ArgumentWords
  ) throws(Invocation.Mistake) -> Bool
}

extension Invocation {
  /// The options that words stand for; the topic of the help that is wanted instead.
  static func group<Options: CommandGroup>(
    _ arguments: [String], as make: (Options) -> Invocation
  ) -> Result<Invocation, Mistake> {
    let name = Options.name
    guard let word = arguments.first, word != "-h", word != "--help" else {
      return .success(.help(topic: name))
    }
    guard let action = Options.Action(rawValue: word) else {
      let known = Options.Action.allCases.map(\.rawValue)
      let hint =
        known.first { $0.hasPrefix(word.prefix(2)) }.map { "Did you mean '\($0)'?" }
        ?? "See 'dragoman help \(name)'"
      return .failure(Mistake(text: "dragoman \(name): there is no command '\(word)'. \(hint)"))
    }
    if arguments.contains("-h") || arguments.contains("--help") {
      return .success(.help(topic: "\(name) \(word)"))
    }
    do throws(Mistake) {
      var options = Options(action: action)
      try options.take(ArgumentWords(arguments.dropFirst()))
      return .success(make(options))
    } catch {
      return .failure(Mistake(text: "dragoman \(name) \(word): \(error.text)"))
    }
  }
}

extension CommandGroup {
  fileprivate mutating func take(
    _ words: Invocation.ArgumentWords
  ) throws(Invocation.Mistake) {
    var words = words
    while let word = try words.next() {
      guard word.hasPrefix("-"), word != "-" else {
        take(word: word)
        continue
      }
      guard try take(flag: word, &words) else {
        throw Invocation.Mistake(
          text: "there is no flag '\(word)'. "
            + "See 'dragoman help \(Self.name) \(action.rawValue)'")
      }
    }
  }
}
