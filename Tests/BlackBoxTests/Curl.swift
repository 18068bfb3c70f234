import Testing

/// One request by curl.
struct Curl {
  /// curl's own exit status: 0, 7 for a refused connection, 18 for a transfer cut short, ….
  let exit: Int32
  /// The status code, 0 without an answer.
  let status: Int
  /// The fields, names in lower case.
  let fields: [(name: String, value: String)]
  /// The content.
  let content: String
  /// How long it took, in seconds.
  let seconds: Double

  /// Sends a request. The arguments are curl's.
  init(_ arguments: String...) throws { try self.init(arguments: arguments) }

  /// Sends a request. The arguments are curl's.
  init(arguments: [String]) throws {
    let mark = "\n--- "
    let program = try Program.run(
      "curl",
      ["-s", "-S", "-i", "--max-time", "20", "-w", "\(mark)%{http_code} %{time_total}"] + arguments)
    exit = program.end()
    let output = program.output
    let parts = output.components(separatedAtLast: mark)
    let numbers = parts.tail.split(separator: " ")
    status = numbers.first.flatMap { Int($0) } ?? 0
    seconds = numbers.last.flatMap { Double($0) } ?? 0
    let message = parts.head.components(separatedAtFirst: "\r\n\r\n")
    fields = message.head.split(separator: "\r\n").dropFirst().compactMap { line in
      line.firstIndex(of: ":").map { colon in
        (line[..<colon].lowercased(), String(line[line.index(after: colon)...].drop { $0 == " " }))
      }
    }
    content = message.tail
  }

  /// The first value of a field.
  subscript(name: String) -> String? { fields.first { $0.name == name.lowercased() }?.value }
}

extension String {
  fileprivate func components(separatedAtLast mark: String) -> (head: String, tail: String) {
    guard let range = ranges(of: mark).last else { return (self, "") }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }

  fileprivate func components(separatedAtFirst mark: String) -> (head: String, tail: String) {
    guard let range = firstRange(of: mark) else { return (self, "") }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
