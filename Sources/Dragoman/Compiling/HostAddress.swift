import Bytes
import Network

/// A host of a backend, taken apart: `http://[::1]:8080/base`, or `unix:///run/service.sock`.
struct HostAddress {
  /// Why a host cannot be used.
  struct Mistake: Error {
    var text: String
  }

  /// The name or the IP address, without brackets.
  var name: String
  var port: UInt16
  /// Whether TLS is spoken to it: its scheme is `https`.
  var isSecure = false
  /// What the `Host` field says: with the port unless it is the scheme's own.
  var authority: String
  /// A path in front of every target, without its final slash; usually empty.
  var basePath: String
  /// The socket, in place of name and port; the name is its path then.
  var socket: UnixPath?

  static func parse(_ text: String) -> Result<HostAddress, Mistake> {
    var rest = text[...]
    if rest.hasPrefix("unix:") { return parse(socket: rest.dropFirst(5)) }
    var isSecure = false
    if let range = rest.firstRange(of: "://") {
      let scheme = rest[..<range.lowerBound].lowercased()
      isSecure = scheme == "https"
      guard isSecure || scheme == "http" else {
        return .failure(Mistake(text: "scheme '\(scheme)' is not supported"))
      }
      rest = rest[range.upperBound...]
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var basePath = String(rest[slash...])
    while basePath.hasSuffix("/") { basePath.removeLast() }
    return parse(authority: rest[..<slash], basePath: basePath, isSecure: isSecure)
  }

  private static func parse(socket: Substring) -> Result<HostAddress, Mistake> {
    let path = String(socket.hasPrefix("//") ? socket.dropFirst(2) : socket)
    guard let socket = UnixPath(path) else {
      return .failure(
        Mistake(text: "an absolute path of at most \(UnixPath.maxBytes) bytes is wanted"))
    }
    // Nobody reads the name on a socket; `localhost` is what other clients say there.
    return .success(
      HostAddress(name: path, port: 0, authority: "localhost", basePath: "", socket: socket))
  }

  private static func parse(
    authority: Substring, basePath: String, isSecure: Bool
  ) -> Result<HostAddress, Mistake> {
    guard !authority.contains("@") else {
      return .failure(Mistake(text: "credentials in a host are not supported"))
    }
    var name = authority
    var port: UInt16 = isSecure ? 443 : 80
    let afterBracket = authority.lastIndex(of: "]") ?? authority.startIndex
    if let colon = authority[afterBracket...].lastIndex(of: ":") {
      guard let number = UInt16(authority[authority.index(after: colon)...]), number > 0 else {
        return .failure(Mistake(text: "the port is not a number from 1 to 65535"))
      }
      port = number
      name = authority[..<colon]
    }
    if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
    guard !name.isEmpty else { return .failure(Mistake(text: "there is no name")) }
    return .success(
      HostAddress(
        name: String(name), port: port, isSecure: isSecure, authority: String(authority),
        basePath: basePath))
  }
}
