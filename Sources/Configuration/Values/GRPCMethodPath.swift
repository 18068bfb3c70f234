import Bytes

/// A method by its full name, `/package.Service/Method` (GRPC-2).
struct GRPCMethodPath {
  /// The full name of the service.
  let service: String
  /// The name of the method.
  let method: String

  /// Nil for a text of another form.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].isEmpty, GRPCMethodPath.isFullName(parts[1]),
      GRPCMethodPath.isName(parts[2])
    else { return nil }
    service = String(parts[1])
    method = String(parts[2])
  }

  /// Names with dots between them.
  static func isFullName(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isName)
  }

  static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, !ASCII.isDigit(first) else { return false }
    return text.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x5F }
  }

  /// What may have been meant by a text of another form.
  static func suggestion(for text: String) -> String {
    let plain = text.prefix { $0 != "?" }.replacing("//", with: "/")
    var form = plain.hasSuffix("/") ? String(plain.dropLast()) : String(plain)
    if GRPCMethodPath(form) == nil, form.dropFirst().allSatisfy({ $0 != "/" }),
      let dot = form.lastIndex(of: ".")
    {
      form.replaceSubrange(dot...dot, with: "/")
    }
    return GRPCMethodPath(form) == nil
      ? "write the full name of the method: /package.Service/Method" : "did you mean \"\(form)\"?"
  }
}
