import GRPCBackend
import HTTP
import Messages
import Network
import Protobuf

/// `dragoman grpc import`: a catalog from a server's reflection.
struct GRPCImport {
  private let options: Invocation.GRPCOptions

  init(_ options: Invocation.GRPCOptions) { self.options = options }

  func run() throws(Invocation.Mistake) -> Int32 {
    guard let host = options.words.first, let output = options.output else {
      throw Invocation.Mistake(
        text: "say which server, and where to: dragoman grpc import HOST:PORT -o catalog.pb")
    }
    let target = try target(host)
    let wanted = ReflectionImport(services: Array(options.words.dropFirst()), all: options.all)
    let fetched: ReflectionImport
    do throws(ReflectionFailure) {
      fetched = try ReflectionFetch.fetch(wanted, from: target)
    } catch {
      var hint = ""
      if case .transport(.notHTTP2) = error, target.scheme == .http {
        hint = "; if it speaks TLS, say --tls"
      }
      throw Invocation.Mistake(text: "\(host): \(error)\(hint)")
    }
    return try write(fetched, from: host, to: output)
  }

  private func write(
    _ fetched: ReflectionImport, from host: String, to output: String
  ) throws(Invocation.Mistake) -> Int32 {
    let bytes = fetched.set
    let gaps = fetched.gaps.map { "\($0.file): \($0.reason)" }
    do {
      let pool = try DescriptorPool.load([DescriptorSet(name: host, bytes: bytes)])
      for warning in pool.warnings.map({ "\($0)" }) + gaps {
        _ = Console.complain("warning: \(warning)", status: 0)
      }
      try TextFile.write(bytes, to: output)
      _ = Console.say(trimmed: SchemaText(pool.schema).services)
      return Console.say(
        "\n\(output): \(fetched.services.count) services in \(fetched.fileCount) files, "
          + "\(bytes.count) bytes")
    } catch let error as DescriptorFaults {
      throw Invocation.Mistake(
        text: (["what \(host) hands out is incomplete:", "\(error)"] + gaps)
          .joined(separator: "\n"))
    } catch {
      throw Invocation.Mistake(text: "\(error)")
    }
  }
}

// The server.
extension GRPCImport {
  private func target(_ text: String) throws(Invocation.Mistake) -> ReflectionCall.Target {
    let (address, isSecure) = split(text)
    var metadata = HeaderFields()
    for (name, value) in options.server.headers {
      guard let field = FieldName(name.lowercased()),
        GRPCMetadata.append(field, Array(value.utf8), to: &metadata)
      else { throw Invocation.Mistake(text: "'\(name)' cannot be metadata of a call") }
    }
    return ReflectionCall.Target(
      try origin(address, isSecure), scheme: isSecure ? .https : .http,
      authority: Array((address.hasPrefix("unix:") ? "localhost" : address).utf8),
      metadata: metadata, nanoseconds: options.server.timeout)
  }

  /// The address without a scheme, and whether TLS is spoken.
  private func split(_ text: String) -> (address: String, isSecure: Bool) {
    for (scheme, isSecure) in [("http://", false), ("grpc://", false), ("https://", true)]
    where text.hasPrefix(scheme) {
      return (String(text.dropFirst(scheme.count)), isSecure || options.server.isSecure)
    }
    return (text, options.server.isSecure)
  }

  private func origin(
    _ address: String, _ isSecure: Bool
  ) throws(Invocation.Mistake) -> Origin {
    if address.hasPrefix("unix:") {
      let path = String(address.dropFirst(address.hasPrefix("unix://") ? 7 : 5))
      guard !isSecure, let socket = UnixPath(path) else {
        throw Invocation.Mistake(text: "'\(address)': an absolute path is wanted, and no TLS")
      }
      return Origin(index: 0, path: socket)
    }
    return try options.server.origin(address, isSecure: isSecure, protocols: ["h2"])
  }
}
