/// The rules of observable behaviour, by id: which of them tests must name, and why the others
/// need no test yet.
enum RuleScope {
  /// Prefix of the ids and the numbers that are in scope.
  private static let numbers: [(prefix: String, numbers: [ClosedRange<Int>])] = [
    ("CFG", [1...7, 10...15, 20...31]),
    ("HOST", [1...4]),
    ("EP", [1...8]),
    ("URL", [1...8]),
    ("CLI", [1...3]),
    ("PIPE", [2...3]),
    ("HDR", [1...12]),
    ("QRY", [1...3]),
    ("IP", [1...2]),
    ("LB", [1...2]),
    ("ST", [1...6]),
    ("DEC", [1...8]),
    ("FMT", [1...8]),
    ("FM", [1...9]),
    ("MRG", [1...6, 8...8]),
    ("RSP", [1...12, 14...14]),
    ("REN", [1...8]),
    ("NOP", [1...6]),
    ("SEQ", [1...10]),
    ("STA", [1...4]),
    ("SHA", [1...2]),
    ("CON", [1...1]),
    ("SRV", [1...1]),
    ("HLT", [1...1]),
    ("DBG", [1...2]),
    ("GQL", [1...11]),
    ("GRPC", [1...15]),
    ("TRN", [1...1]),
  ]

  /// Dragoman's own rules, about keys that KrakenD does not have (`Docs/configuration.md`):
  /// declared merging, completeness, the failure contract, paths through items, any root.
  static let own: [String] =
    [("POL", 1...5), ("CPL", 1...5), ("FLR", 1...6), ("ITM", 1...5), ("ROOT", 1...4)].flatMap {
      (prefix: String, numbers: ClosedRange<Int>) in numbers.map { "\(prefix)-\($0)" }
    }

  /// The rows of the table about JSON, numbers and text, which have no ids of their own.
  static let tableRows = [
    "big integer", "decimal", "ampersand", "key order", "duplicate keys", "end of body",
  ].map { "§9 \($0)" }

  /// Rules that nothing published fixes, and that were decided for this project.
  private static let decided = (1...9).map { "GRPC-D\($0)" }

  /// Every id that a test has to name.
  static let inScope: [String] =
    numbers.flatMap { rule in
      rule.numbers.joined().map { "\(rule.prefix)-\($0)" }
    } + decided + tableRows + own

  /// Why an id needs no test yet; a prefix alone stands for all its ids that are not in scope.
  static let excluded: [String: String] = [
    "URL": "URL-9: parameters from headers and nested claims are an Enterprise feature",
    "PIPE": "PIPE-1 orders guards, PIPE-4 belongs to the signer: neither is built yet",
    "MRG": "MRG-7: conditional backends are an Enterprise feature",
    "RSP": "RSP-13: there are no guards yet; "
      + "RSP-15: what cannot be built stops the start",
    "SRV": "SRV-2, SRV-3: TLS and HTTP/2 to clients are not built yet",
    "GSRV": "the gRPC server is not built yet",
    "RL": "rate limits are not built yet: their keys refuse the start",
    "CB": "the circuit breaker is not built yet",
    "BOT": "the bot detector is not built yet",
    "JWT": "JWT validation is not built yet: its keys refuse the start",
    "CORS": "CORS is not built yet: its keys refuse the start",
    "CAC": "the HTTP cache of backends is not built yet",
    "VAL": "validation is not built yet: its keys refuse the start",
    "MAR": "Martian modifiers are not built yet",
  ]

  /// The ids in a text such as the name of a test, `FMT-3, FMT-4: …` before its first colon.
  static func ids(in name: String) -> Set<String> {
    guard let head = name.split(separator: ":", maxSplits: 1).first, head.count < name.count else {
      return []
    }
    let ids = head.matches(of: /\b[A-Z]{2,4}-D?\d+\b/).map { String($0.output) }
    return Set(ids).union(tableRows.filter { head.contains($0) })
  }
}
