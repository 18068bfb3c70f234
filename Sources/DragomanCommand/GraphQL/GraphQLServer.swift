import Document
import Dragoman
import DragomanTesting
import HTTP
import Messages
import Network

/// A GraphQL server at a URL, asked by POST over HTTP/1.1.
struct GraphQLServer {
  private let url: String
  private let isSecure: Bool
  private let authority: String
  private let target: String
  private let origin: Origin
  private let options: Invocation.ServerOptions

  init(_ url: String, _ options: Invocation.ServerOptions) throws(Invocation.Mistake) {
    self.url = url
    self.options = options
    let schemes = [("http://", false), ("https://", true)]
    guard let (scheme, isSecure) = schemes.first(where: { url.lowercased().hasPrefix($0.0) }) else {
      throw Invocation.Mistake(text: "'\(url)' is no URL such as http://localhost:4000/graphql")
    }
    guard isSecure || !options.isSecure else {
      throw Invocation.Mistake(text: "'\(url)': TLS is spoken where the URL begins with https://")
    }
    let rest = url.dropFirst(scheme.count)
    authority = String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    guard !authority.contains("@") else {
      throw Invocation.Mistake(
        text: "name and password do not belong into the URL: say -H 'authorization: Basic …'")
    }
    let path = String(rest.dropFirst(authority.count))
    target = path.hasPrefix("/") ? path : "/" + path
    guard OriginFormTarget(Array(target.utf8)) != nil else {
      throw Invocation.Mistake(text: "'\(target)' cannot be the path and query of a URL")
    }
    self.isSecure = isSecure
    origin = try options.origin(authority, isSecure: isSecure, protocols: ["http/1.1"])
  }

  /// What it answers to an operation without variables.
  func ask(_ document: String) throws(Invocation.Mistake) -> GraphQLReply {
    let answer: TestAnswer
    do {
      let client = try TestClient()
      defer { client.stop() }
      answer = try client.send(
        try request(document), to: origin, host: authority,
        timeoutMilliseconds: Int(min(max(options.timeout / 1_000_000, 1), Int64(Int32.max))))
    } catch let mistake as Invocation.Mistake {
      throw mistake
    } catch ExchangeFailure.headTimeout {
      throw Invocation.Mistake(text: "\(url): the time is over (--timeout)")
    } catch {
      throw Invocation.Mistake(text: "\(url): \(error)\(hint(error))")
    }
    do throws(Invocation.Mistake) {
      return try GraphQLReply(answer)
    } catch {
      throw Invocation.Mistake(text: "\(url): \(error.text)")
    }
  }

  /// A server of TLS takes a request in clear text for nothing it knows.
  private func hint(_ failure: any Error) -> String {
    guard !isSecure else { return "" }
    switch failure as? ExchangeFailure {
    case .connectionLost, .malformed: return "; if it speaks TLS, say https://"
    default: return ""
    }
  }

  private func request(_ document: String) throws(Invocation.Mistake) -> TestRequest {
    var content = [UInt8]("{\"query\":".utf8)
    JSONWriter.append(string: Array(document.utf8), to: &content)
    content.append(0x7D)
    let own = [
      TestField("Content-Type", "application/json"),
      TestField("Accept", "application/graphql-response+json, application/json;q=0.9"),
      TestField("User-Agent", "dragoman/\(Version.number)"),
    ]
    var fields: [TestField] = []
    let framing = ["Host", "Content-Length", "Transfer-Encoding", "Connection"]
    for (name, value) in options.headers {
      guard let field = FieldName(name), FieldValue(value) != nil else {
        throw Invocation.Mistake(text: "'\(name): \(value)' cannot be a header")
      }
      let name = String(decoding: field.bytes, as: UTF8.self)
      guard !framing.contains(name) else {
        throw Invocation.Mistake(text: "'\(name)' is not the caller's to say")
      }
      fields.append(TestField(name, value))
    }
    let unsaid = own.filter { field in !fields.contains { $0.name == field.name } }
    return TestRequest("POST", target, fields: unsaid + fields, content: content)
  }
}
