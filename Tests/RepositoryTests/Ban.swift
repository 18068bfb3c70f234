import Testing

/// Something that may not stand in `Sources`, with the reason.
struct Ban: Sendable, CustomTestStringConvertible {
  let name: String
  private let expression: String
  let reason: String

  /// Paths that may hold it, each for the reason given beside it.
  let exempt: [String]

  var testDescription: String { name }

  /// The pattern, looked for in code without comments and literals.
  var pattern: Regex<AnyRegexOutput> {
    get throws { try Regex(expression) }
  }

  private init(_ name: String, _ expression: String, _ reason: String, exempt: [String] = []) {
    self.name = name
    self.expression = expression
    self.reason = reason
    self.exempt = exempt
  }

  static let all: [Ban] = [
    Ban("Task { }", #"\bTask(\.immediate)?\s*(\((?!executorPreference)[^)]*\)\s*)?\{"#, leaks),
    Ban("Task.detached", #"\bTask\.detached\b"#, leaks),
    Ban("Task.sleep", #"\bTask\.sleep\b"#, "Timers are the loop's."),
    Ban("try!", #"\btry!"#, traps),
    Ban("as!", #"\bas!"#, traps),
    Ban("force unwrap", #"[\w)\]}>"]!(?!=)"#, traps),
    Ban("fatalError", #"\bfatalError\b"#, traps),
    Ban(
      "@unchecked Sendable", #"@unchecked\s+Sendable"#,
      "Loop-local state goes into LoopBound, the one type that checks its thread.",
      exempt: ["Sources/Network/LoopBound.swift"]),
    Ban(
      "nonisolated(unsafe)", #"nonisolated\(unsafe\)"#,
      "Shared state needs a lock or a loop that owns it."),
    Ban(
      "print", #"\b(debugPrint|print|dump)\("#, "The logger speaks for the gateway.",
      exempt: ["Sources/DragomanCommand/"]),
    Ban("Foundation", #"\bimport\s+Foundation"#, foundation),
    Ban("Date()", #"\bDate\("#, "Only Network reads the clock."),
    Ban(
      "unsafeFlags-only attributes", #"@_(silgen_name|cdecl|dynamicReplacement)\b"#,
      "C is reached through a module map."),
  ]

  private static let leaks = "It reaches the global executor, off the loops."
  private static let traps = "A peer's fault is an error value, never a trap."
  private static let foundation =
    "Foundation costs tens of megabytes and start-up time; the binary links none."
}
