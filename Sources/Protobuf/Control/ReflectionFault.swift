import Bytes

/// Why a server's reflection does not give what was asked for.
public enum ReflectionFault: Error, Hashable, Sendable {
  /// What was refused, with the status and its message.
  case refused(String, Int32, String)
  /// The server does not have a service; those that it has.
  case unknownService(String, [String])
  /// There is nothing to fetch; the services that there are.
  case noServices([String])
  /// The answer is none to the question: what was asked for.
  case unexpected(String)
  /// A file is none.
  case malformedFile
  /// There are more files, or larger ones, than a catalog can have.
  case tooMuch

  /// `5 (NOT_FOUND): no such file`, as far as it is known.
  static func status(_ code: Int32, _ message: String) -> String {
    let names: [Int32: String] = [
      2: "UNKNOWN", 3: "INVALID_ARGUMENT", 5: "NOT_FOUND", 7: "PERMISSION_DENIED",
      12: "UNIMPLEMENTED", 13: "INTERNAL", 14: "UNAVAILABLE", 16: "UNAUTHENTICATED",
    ]
    let name = names[code] ?? "status \(code)"
    return message.isEmpty ? name : "\(name): \(message)"
  }
}

extension ReflectionFault: CustomStringConvertible {
  /// What is wrong, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .refused(let what, let code, let message):
      "the server refused \(what): \(Self.status(code, message))"
    case .unknownService(let name, let known):
      "the server has no service '\(name)'"
        + (Spelling.nearest(to: name, among: known).map { ". Did you mean '\($0)'?" }
          ?? Self.list(known))
    case .noServices(let known): "there is no service to import" + Self.list(known)
    case .unexpected(let what): "the server's answer is not \(what)"
    case .malformedFile: "a file that the server sent is no descriptor"
    case .tooMuch: "the server's files are too many or too large"
    }
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "; it has none" : "; it has \(names.prefix(12).joined(separator: ", "))"
  }
}
