import DragomanTesting

/// What the demo says on the terminal.
enum DemoPrinter {
  /// Told before the first exchange: what runs where.
  static func introduce(
    _ about: String, backends: [(address: String, place: String)], port: UInt16,
    configuration: String
  ) {
    var lines = [about, ""]
    for (address, place) in backends {
      lines.append("  backend  \(place)  (in the configuration: \(address))")
    }
    lines.append("  gateway  http://127.0.0.1:\(port)  (configuration: \(configuration))")
    say(lines + [""])
  }

  /// Told of each exchange when it is over.
  static func show(_ result: SpecResult) {
    let request = result.exchange.request
    var lines = ["# \(result.exchange.title)", "  \(request.method) \(request.target)"]
    if let answer = result.answer { lines += self.lines(of: answer, result) }
    lines += result.mismatches.map { "  ! not as expected: \($0)" }
    say(lines + [""])
  }

  private static func lines(of answer: TestAnswer, _ result: SpecResult) -> [String] {
    let completed = answer.fields.values(of: "X-Krakend-Completed").first
    let note = completed.map { ", X-Krakend-Completed: \($0)" } ?? ""
    let microseconds = result.nanoseconds / 1000
    let time = "\(microseconds / 1000).\(microseconds % 1000 / 100) ms"
    var lines = ["  -> \(answer.status)\(note), \(time)"]
    if let json = answer.json {
      lines.append("  \(PrettyJSON.text(json, margin: 2))")
    } else if !answer.content.isEmpty {
      lines += answer.text.prefix(200).split(separator: "\n").map { "  \($0)" }
    }
    return lines
  }

  /// Told at the end.
  static func summarise(_ results: [SpecResult]) {
    let good = results.count { $0.mismatches.isEmpty }
    say(["\(good) of \(results.count) requests were answered as expected."])
  }

  /// Told when gateway and backends go on.
  static func invite(_ results: [SpecResult], port: UInt16) {
    let targets = results.map(\.exchange.request).filter { $0.method == "GET" }.map(\.target)
    say(
      ["", "Gateway and backends keep running until you press Ctrl-C. Ask yourself:"]
        + targets.prefix(6).map { "  curl -i 'http://127.0.0.1:\(port)\($0)'" })
  }

  private static func say(_ lines: [String]) {
    _ = Console.say(lines.joined(separator: "\n"))
  }
}
