import Configuration

extension Invocation {
  /// The flags of commands that ask a server.
  struct ServerOptions {
    var isSecure = false
    var isInsecure = false
    var authorities: [String] = []
    var certificate: String?
    var key: String?
    var headers: [(name: String, value: String)] = []
    var timeout: Int64 = 10_000_000_000

    /// Takes a flag, and its value from the words behind; whether it is one of these.
    mutating func take(
      flag: String, _ words: inout ArgumentWords
    ) throws(Mistake) -> Bool {
      switch flag {
      case "--timeout": timeout = try time(try words.value(of: flag))
      case "-H", "--header": headers.append(try header(try words.value(of: flag)))
      case "--ca": authorities.append(try words.value(of: flag))
      case "--cert": certificate = try words.value(of: flag)
      case "--key": key = try words.value(of: flag)
      case "--insecure": (isSecure, isInsecure) = (true, true)
      default: return false
      }
      isSecure = isSecure || !authorities.isEmpty || certificate != nil
      return true
    }

    private func time(_ text: String) throws(Mistake) -> Int64 {
      guard let time = GoDuration.parse(text), time > 0 else {
        throw Mistake(text: "'\(text)' is no length of time, such as 10s")
      }
      return time
    }

    private func header(_ text: String) throws(Mistake) -> (String, String) {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw Mistake(text: "a header is written 'name: value', not '\(text)'")
      }
      return (String(parts[0]), String(parts[1].drop { $0 == " " }))
    }
  }
}
