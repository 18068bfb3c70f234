extension Invocation {
  /// The words of a call, one after the other.
  struct ArgumentWords {
    private var words: ArraySlice<String>
    /// The last flag, and what was joined to it.
    private var joined: (flag: String, value: String)?

    init(_ words: ArraySlice<String>) { self.words = words }

    /// The next word; of `--flag=value` the flag, and its value is next.
    mutating func next() throws(Mistake) -> String? {
      if let joined { throw Mistake(text: "\(joined.flag) takes no value") }
      guard let word = words.popFirst() else { return nil }
      guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return word }
      let flag = String(word[..<equals])
      joined = (flag, String(word[word.index(after: equals)...]))
      return flag
    }

    /// The value of a flag.
    mutating func value(of flag: String) throws(Mistake) -> String {
      defer { joined = nil }
      guard let value = joined?.value ?? words.popFirst() else {
        throw Mistake(text: "\(flag) wants a value behind it")
      }
      return value
    }
  }
}
