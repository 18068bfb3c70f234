import CShims
import Glibc

/// Asks the DNS for SRV records as the system is set up to: name servers and search list of
/// `resolv.conf`.
public struct DNSServiceResolver: ServiceResolver {
  private static let typeSRV: Int32 = 33
  private let server: (address: UInt32, port: UInt16)?

  /// Makes a resolver. With an IPv4 address and a port it asks the name server there.
  public init(server: SocketAddress? = nil) {
    if case .v4(let address, let port) = server {
      self.server = (address, port)
    } else {
      self.server = nil
    }
  }

  /// Asks; blocks, for as long as `resolv.conf` allows.
  public func records(of name: String) throws(ResolutionFailure) -> [ServiceRecord] {
    // The longest message of the DNS.
    var answer = [UInt8](repeating: 0, count: 65535)
    let length = answer.withUnsafeMutableBufferPointer { bytes in
      dragoman_dns_search(
        name, DNSServiceResolver.typeSRV, bytes.baseAddress, Int32(bytes.count),
        server?.address ?? 0, (server?.port ?? 0).bigEndian)
    }
    guard length >= 0 else {
      throw ResolutionFailure(host: name, reason: DNSServiceResolver.reason(-length))
    }
    let records: [ServiceRecord]
    do {
      records = try ServiceAnswer(Array(answer.prefix(Int(length)))).records
    } catch {
      throw ResolutionFailure(host: name, reason: "the name server's answer: \(error)")
    }
    guard !records.isEmpty else {
      throw ResolutionFailure(host: name, reason: "no usable SRV record")
    }
    return records
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case HOST_NOT_FOUND: "no such name"
    case TRY_AGAIN: "the name server does not answer, or has a passing failure"
    case NO_DATA: "the name has no SRV record"
    default: "the name server refuses, or its answer cannot be read"
    }
  }
}
