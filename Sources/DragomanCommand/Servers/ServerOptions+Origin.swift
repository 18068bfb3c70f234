import HTTP
import Network

extension Invocation.ServerOptions {
  /// The server at `host`, `host:port` or `[address]:port`. `protocols` are offered where TLS is
  /// spoken.
  func origin(
    _ address: String, isSecure: Bool, protocols: [String]
  ) throws(Invocation.Mistake) -> Origin {
    var name = address[...]
    var port: UInt16 = isSecure ? 443 : 80
    let afterBracket = address.lastIndex(of: "]") ?? address.startIndex
    if let colon = address[afterBracket...].lastIndex(of: ":") {
      guard let number = UInt16(address[address.index(after: colon)...]), number > 0 else {
        throw Invocation.Mistake(text: "'\(address)': the port is no number from 1 to 65535")
      }
      (name, port) = (address[..<colon], number)
    }
    if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
    guard !name.isEmpty else { throw Invocation.Mistake(text: "'\(address)' has no name") }
    return Origin(
      index: 0, host: String(name), port: port,
      tls: isSecure ? try peer(String(name), port, protocols) : nil)
  }

  private func peer(
    _ name: String, _ port: UInt16, _ protocols: [String]
  ) throws(Invocation.Mistake) -> TLSPeer {
    var settings = TLSSettings()
    settings.caFiles = authorities
    settings.isInsecure = isInsecure
    switch (certificate, key) {
    case (nil, nil): break
    case (let certificate?, let key?):
      settings.certificates = [.init(certificateFile: certificate, keyFile: key)]
    default: throw Invocation.Mistake(text: "--cert and --key belong together")
    }
    do {
      return TLSPeer(try TLSContext(settings), name: name, port: port, protocols: protocols)
    } catch {
      throw Invocation.Mistake(text: "\(error)")
    }
  }
}
