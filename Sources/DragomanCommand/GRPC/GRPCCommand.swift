import Bytes
import Configuration
import Document
import Dragoman
import Glibc
import Protobuf

/// `dragoman grpc`: what there is in a catalog, and how to begin with it.
struct GRPCCommand {
  private let options: Invocation.GRPCOptions

  init(_ options: Invocation.GRPCOptions) { self.options = options }

  func run() -> Int32 {
    do throws(Invocation.Mistake) {
      switch options.action {
      case .list: return try list()
      case .describe: return try describe()
      case .config: return try config()
      case .fetch: return try GRPCImport(options).run()
      }
    } catch {
      return Console.complain("dragoman grpc \(options.action.rawValue): \(error.text)", status: 1)
    }
  }

  private func list() throws(Invocation.Mistake) -> Int32 {
    let schema = try GRPCCatalog(options.words, options).schema
    guard !schema.services.isEmpty else {
      throw Invocation.Mistake(text: "the catalog has no services")
    }
    return Console.say(trimmed: SchemaText(schema).services)
  }

  private func describe() throws(Invocation.Mistake) -> Int32 {
    let (paths, name) = try words(isOptional: true)
    let schema = try GRPCCatalog(paths, options).schema
    let text = SchemaText(schema)
    guard let name else {
      let services = schema.services.compactMap { text.describe($0.name) }
      return Console.say(trimmed: services.joined(separator: "\n"))
    }
    let methods = schema.services.flatMap { service in
      service.methods.map { "\(service.name)/\($0.name)" }
    }
    let names = text.names + methods
    if let found = text.describe(name) ?? Self.only(name, of: names).flatMap(text.describe) {
      return Console.say(trimmed: found)
    }
    throw Self.unknown(name, names, "nothing named")
  }

  private func config() throws(Invocation.Mistake) -> Int32 {
    let (paths, name) = try words(isOptional: false)
    let catalog = try GRPCCatalog(paths, options)
    let names = catalog.schema.services.map(\.name)
    guard let name else {
      throw Invocation.Mistake(
        text: "say which service: it has \(names.prefix(12).joined(separator: ", "))")
    }
    let full = names.contains(name) ? name : Self.only(name, of: names)
    guard let service = full.flatMap(catalog.schema.service(named:)) else {
      throw Self.unknown(name, names, "no service")
    }
    let start = StartingConfiguration(
      service, in: catalog.schema, catalog: catalog.paths, host: options.host ?? "localhost:50051")
    guard let json = options.exposes ? start.exposure : start.endpoints else {
      throw Invocation.Mistake(
        text: "no method of '\(service.name)' has a google.api.http annotation: leave --expose out")
    }
    guard let document = try? Document.scan(json, .strict) else {
      throw Invocation.Mistake(text: "the configuration cannot be laid out")
    }
    if !options.exposes, !start.unsaid.isEmpty {
      let methods = start.unsaid.joined(separator: ", ")
      _ = Console.complain(
        "note: only --expose offers these methods where their annotations say: \(methods)",
        status: 0)
    }
    return Console.say(PrettyJSON.text(document, margin: 0))
  }
}

// Words.
extension GRPCCommand {
  /// Paths, and the name behind them: a last word that is no file.
  private func words(
    isOptional: Bool
  ) throws(Invocation.Mistake) -> (paths: [String], name: String?) {
    guard let last = options.words.last else { return ([], nil) }
    let needsPaths = options.config == nil
    if needsPaths, options.words.count == 1, isOptional || Self.isThere(last) {
      return (options.words, nil)
    }
    if needsPaths || !isOptional, Self.isThere(last) || last.hasSuffix(".pb") {
      return (options.words, nil)
    }
    return (options.words.dropLast(), last)
  }

  private static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The only name that ends with another. Types that every catalog has count where no other does.
  private static func only(_ end: String, of names: [String]) -> String? {
    let all = names.filter { $0.hasSuffix("." + end) || $0.hasSuffix("/" + end) }
    let own = all.filter { !$0.hasPrefix("google.") }
    let found = own.isEmpty ? all : own
    return found.count == 1 ? found[0] : nil
  }

  private static func unknown(
    _ name: String, _ names: [String], _ what: String
  ) -> Invocation.Mistake {
    let ends = names.filter { $0.hasSuffix("." + name) || $0.hasSuffix("/" + name) }
    var hint = ""
    if ends.count > 1 {
      hint = ". There are \(ends.prefix(12).joined(separator: ", "))"
    } else if let nearest = nearest(name, names) {
      hint = ". Did you mean '\(nearest)'?"
    }
    return Invocation.Mistake(text: "the catalog has \(what) '\(name)'\(hint)")
  }

  /// By the full name or, failing that, by what stands behind its last dot or slash.
  private static func nearest(_ name: String, _ names: [String]) -> String? {
    if let nearest = Spelling.nearest(to: name, among: names) { return nearest }
    func end(_ name: String) -> String {
      name.split { $0 == "." || $0 == "/" }.last.map(String.init) ?? name
    }
    let ends = names.map(end)
    guard let nearest = Spelling.nearest(to: end(name), among: ends) else { return nil }
    return ends.firstIndex(of: nearest).map { names[$0] }
  }
}

extension Console {
  /// A text that may end with a line break.
  static func say(trimmed text: String) -> Int32 {
    say(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }
}
